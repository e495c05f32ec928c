"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { classNames } from "@/app/_lib/class-names";

export type TabLink = { href: string; label: string; count?: number; isHere: boolean; alarming?: boolean };

/** Lists beside each other, one of which is open; each has an address of its own. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, []);
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex w-max min-w-full sm:gap-1 border-b border-line">
        {tabs.map(({ href, label: name, count, isHere, alarming = false }) => (
          <li key={href} ref={isHere ? here : undefined}>
            <Link
              href={href}
              aria-current={isHere ? "page" : undefined}
              className={classNames(
                "-mb-px flex min-h-11 items-center gap-2 border-b-2 px-2.5 font-medium sm:px-3 whitespace-nowrap -outline-offset-2",
                isHere
                  ? "border-accent text-ink"
                  : "border-transparent text-muted hover:border-line-strong hover:text-ink",
              )}
            >
              {name}
              {count !== undefined && (
                <span
                  className={classNames(
                    "tabular rounded-full px-2 py-0.5 text-xs",
                    alarming && count > 0 ? "bg-bad-soft text-bad-text" : "bg-sunken text-muted",
                  )}
                >
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
