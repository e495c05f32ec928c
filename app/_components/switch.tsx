"use client";

import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components/Switch";
import { classNames } from "@/app/_lib/class-names";

type SwitchProps = Omit<AriaSwitchProps, "className" | "children"> & {
  className?: string;
  children: ReactNode;
};

/** Something that is on or off and takes effect at once. */
export function Switch({ className, children, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={classNames(
        "group inline-flex cursor-pointer items-center gap-3 py-1.5 text-base",
        className,
      )}
    >
      <span className="flex h-6 w-10 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors duration-150 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:bg-accent">
        <span className="size-5 rounded-full bg-surface transition-transform duration-150 ease-calm group-data-selected:translate-x-4" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}
