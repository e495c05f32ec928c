import { Icon, type IconProps } from "./icon";

export function RepeatIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4.5 11V9.5A3 3 0 0 1 7.5 6.5H18M15 3.5l3 3-3 3M19.5 13v1.5a3 3 0 0 1-3 3H6M9 20.5l-3-3 3-3" />
    </Icon>
  );
}
