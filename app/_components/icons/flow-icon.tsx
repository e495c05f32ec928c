import { Icon, type IconProps } from "./icon";

export function FlowIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M13.5 3.5 5 13.5h6l-1 7 9-10.5h-6.5l1-6.5Z" />
    </Icon>
  );
}
