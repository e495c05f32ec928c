import { Icon, type IconProps } from "./icon";

export function HoursIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 6.5h16M4 12h16M4 17.5h16" />
      <path d="M8 4.5v4M14 10v4M10 15.5v4" />
    </Icon>
  );
}
