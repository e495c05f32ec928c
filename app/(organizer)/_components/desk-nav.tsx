"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ComponentType, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { CalendarIcon } from "@/app/_components/icons/calendar-icon";
import { ClockIcon } from "@/app/_components/icons/clock-icon";
import { DotsIcon } from "@/app/_components/icons/dots-icon";
import { FlowIcon } from "@/app/_components/icons/flow-icon";
import { HoursIcon } from "@/app/_components/icons/hours-icon";
import type { IconProps } from "@/app/_components/icons/icon";
import { PersonIcon } from "@/app/_components/icons/person-icon";
import { TextIcon } from "@/app/_components/icons/text-icon";
import { classNames } from "@/app/_lib/class-names";

type Destination = {
  href: string;
  label: string;
  Icon: ComponentType<IconProps>;
  /** Whether it is found under "More" where there is little room. */
  isFurther?: boolean;
};

const destinations: Destination[] = [
  { href: "/bookings", label: "Bookings", Icon: CalendarIcon },
  { href: "/event-types", label: "Event types", Icon: ClockIcon },
  { href: "/availability", label: "Availability", Icon: HoursIcon, isFurther: true },
  { href: "/workflows", label: "Workflows", Icon: FlowIcon },
  { href: "/messages", label: "Messages", Icon: TextIcon },
  { href: "/settings", label: "Settings", Icon: PersonIcon, isFurther: true },
];
const further = destinations.filter(({ isFurther }) => isFurther);

const tileStyle =
  "flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-center text-xs max-sm:tracking-tight font-medium -outline-offset-2";
const rowStyle = "md:min-h-11 md:flex-row md:justify-start md:gap-3 md:rounded-md md:px-3 md:text-base";
const tone = (isHere: boolean) =>
  isHere ? "text-accent-text md:bg-accent-soft" : "text-muted hover:bg-hover hover:text-ink";

/** The way around the signed-in pages: at the side, or along the bottom edge of a phone. */
export function DeskNav() {
  const pathname = usePathname();
  const isAt = ({ href }: Destination) => pathname === href || pathname.startsWith(`${href}/`);
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:static md:border-0 md:bg-transparent md:pb-0"
    >
      <ul className="grid grid-cols-5 md:grid-cols-1 md:gap-1">
        {destinations.map((destination) => {
          const { href, label, Icon, isFurther } = destination;
          return (
            <li key={href} className={classNames(isFurther && "max-md:hidden")}>
              <Link
                href={href}
                aria-current={isAt(destination) ? "page" : undefined}
                className={classNames(tileStyle, rowStyle, tone(isAt(destination)))}
              >
                <Icon />
                <LinkLabel label={label} />
              </Link>
            </li>
          );
        })}
        <li className="md:hidden">
          <More isHere={further.some(isAt)} isAt={isAt} />
        </li>
      </ul>
    </nav>
  );
}

/** The destinations that a phone has no room for. */
function More({ isHere, isAt }: { isHere: boolean; isAt: (destination: Destination) => boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button className={classNames("focus-ring cursor-pointer", tileStyle, tone(isHere))}>
        <DotsIcon />
        More
      </Button>
      <Popover
        placement="top end"
        className="rounded-lg border border-line bg-surface p-1 shadow-raised outline-none data-entering:animate-appear"
      >
        <Dialog aria-label="More pages" className="outline-none">
          <ul>
            {further.map((destination) => (
              <li key={destination.href}>
                <Link
                  href={destination.href}
                  aria-current={isAt(destination) ? "page" : undefined}
                  onClick={() => setIsOpen(false)}
                  className={classNames(
                    "flex min-h-11 items-center gap-3 rounded-md px-4 font-medium",
                    tone(isAt(destination)),
                  )}
                >
                  <destination.Icon />
                  {destination.label}
                </Link>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function LinkLabel({ label }: { label: string }) {
  const { pending } = useLinkStatus();
  return <span className={classNames(pending && "animate-pulse-soft")}>{label}</span>;
}
