"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentType } from "react";
import { CalendarIcon } from "@/app/_components/icons/calendar-icon";
import { ClockIcon } from "@/app/_components/icons/clock-icon";
import { HoursIcon } from "@/app/_components/icons/hours-icon";
import type { IconProps } from "@/app/_components/icons/icon";
import { PersonIcon } from "@/app/_components/icons/person-icon";
import { TextIcon } from "@/app/_components/icons/text-icon";
import { classNames } from "@/app/_lib/class-names";

type Destination = { href: string; label: string; Icon: ComponentType<IconProps> };

const destinations: Destination[] = [
  { href: "/bookings", label: "Bookings", Icon: CalendarIcon },
  { href: "/event-types", label: "Event types", Icon: ClockIcon },
  { href: "/availability", label: "Availability", Icon: HoursIcon },
  { href: "/messages", label: "Messages", Icon: TextIcon },
  { href: "/settings", label: "Settings", Icon: PersonIcon },
];

/** The way around the signed-in pages: at the side, or along the bottom edge of a phone. */
export function DeskNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:static md:border-0 md:bg-transparent md:pb-0"
    >
      <ul className="grid grid-cols-5 md:grid-cols-1 md:gap-1">
        {destinations.map(({ href, label, Icon }) => {
          const isHere = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={classNames(
                  "flex min-h-14 flex-col items-center justify-center gap-0.5 text-center text-xs max-sm:tracking-tight font-medium -outline-offset-2 md:min-h-11 md:flex-row md:justify-start md:gap-3 md:rounded-md md:px-3 md:text-base",
                  isHere ? "text-accent-text md:bg-accent-soft" : "text-muted hover:bg-hover hover:text-ink",
                )}
              >
                <Icon />
                <LinkLabel label={label} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function LinkLabel({ label }: { label: string }) {
  const { pending } = useLinkStatus();
  return <span className={classNames(pending && "animate-pulse-soft")}>{label}</span>;
}
