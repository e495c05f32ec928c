import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";

type ButtonLinkProps = {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  /** For files and other sites: a plain link that the router doesn't handle. */
  external?: boolean;
  children: ReactNode;
};

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ href, variant, size, className, external = false, children }: ButtonLinkProps) {
  const style = buttonStyle({ variant, size, className });
  if (external) {
    return (
      <a href={href} className={style}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={style}>
      {children}
    </Link>
  );
}
