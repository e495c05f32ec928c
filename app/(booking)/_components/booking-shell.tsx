import type { ReactNode } from "react";

const widths = { narrow: "max-w-xl", medium: "max-w-2xl", wide: "max-w-5xl" };

/** The frame of the pages that people book on: one thing in the middle and nothing that leads away from it. */
export function BookingShell({ width, children }: { width: keyof typeof widths; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <main className={`mx-auto w-full flex-1 px-3 py-4 sm:px-6 sm:py-10 lg:py-14 ${widths[width]}`}>
        {children}
      </main>
      <footer className="px-6 pb-6 text-center text-xs text-muted">Scheduled with Punctual</footer>
    </div>
  );
}
