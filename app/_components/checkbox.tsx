"use client";

import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from "react-aria-components/Checkbox";
import { classNames } from "@/app/_lib/class-names";

type CheckboxProps = Omit<AriaCheckboxProps, "className" | "children"> & {
  className?: string;
  children: ReactNode;
};

/** Something that is so or isn't, sent with its form. */
export function Checkbox({ className, children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={classNames("group flex cursor-pointer items-start gap-3 py-1.5 text-base", className)}
    >
      <span className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-on-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:border-accent group-data-selected:bg-accent">
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          aria-hidden="true"
          className="size-3.5 opacity-0 group-data-selected:opacity-100"
        >
          <path d="m3 8.5 3.2 3L13 4.5" />
        </svg>
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
