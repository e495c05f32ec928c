import { classNames } from "@/app/_lib/class-names";
import { Icon, type IconProps } from "./icon";

const turns = { right: "", down: "rotate-90", left: "rotate-180", up: "-rotate-90" };

export function ChevronIcon({ direction, className }: IconProps & { direction: keyof typeof turns }) {
  return (
    <Icon className={classNames(turns[direction], className)}>
      <path d="m9 5 7 7-7 7" />
    </Icon>
  );
}
