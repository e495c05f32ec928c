import type { ReactNode } from "react";

/** A page that says one thing, in the middle of the screen. */
export function PageMessage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-xl place-items-center px-5 py-12">{children}</main>
  );
}
