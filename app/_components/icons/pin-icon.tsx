import { Icon, type IconProps } from "./icon";

export function PinIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M12 21c4.3-4.2 6.5-7.6 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 13.4 7.7 16.8 12 21Z" />
      <circle cx="12" cy="10.5" r="2.3" />
    </Icon>
  );
}
