import { Icon, type IconProps } from "./icon";

export function SeatsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="9" cy="9" r="3.2" />
      <path d="M3 19c.6-3.2 2.9-4.8 6-4.8s5.4 1.6 6 4.8M15.5 6.2a3 3 0 0 1 0 5.6M17.5 14.6c2 .6 3.2 2.1 3.5 4.4" />
    </Icon>
  );
}
