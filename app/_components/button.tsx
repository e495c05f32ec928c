"use client";

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { classNames } from "@/app/_lib/class-names";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Spinner } from "./spinner";

type ButtonProps = Omit<AriaButtonProps, "className" | "children"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  children: ReactNode;
};

/** A button that keeps its width, its focus and its name while what it started is pending. */
export function Button({ variant, size, className, children, isPending = false, ...props }: ButtonProps) {
  return (
    <>
      <AriaButton {...props} {...(isPending && idle)} className={buttonStyle({ variant, size, className })}>
        <span className={classNames("inline-flex items-center gap-2", isPending && "opacity-0")}>
          {children}
        </span>
        {isPending && (
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
        )}
      </AriaButton>
      <span role="status" className="sr-only">
        {isPending && "Please wait"}
      </span>
    </>
  );
}

/** The library's own pending state announces the button by its id, which outlives the button. */
const idle = { type: "button", onPress: undefined, "aria-disabled": true } as const;
