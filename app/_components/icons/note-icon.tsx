import { Icon, type IconProps } from "./icon";

export function NoteIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M6 3.5h9l4 4v13H6a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 6 3.5ZM8.5 11.5h7M8.5 15h5" />
    </Icon>
  );
}
