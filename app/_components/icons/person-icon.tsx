import { Icon, type IconProps } from "./icon";

export function PersonIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="8.5" r="3.7" />
      <path d="M4.5 20c.8-3.9 3.6-5.8 7.5-5.8s6.7 1.9 7.5 5.8" />
    </Icon>
  );
}
