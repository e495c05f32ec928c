import { Icon, type IconProps } from "./icon";

export function VideoIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="3" y="6.5" width="12.5" height="11" rx="2.5" />
      <path d="m15.5 10.8 5.5-3v8.4l-5.5-3" />
    </Icon>
  );
}
