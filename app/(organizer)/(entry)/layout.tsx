import type { ReactNode } from "react";
import { Card } from "@/app/_components/card";
import { Brand } from "../_components/brand";
import { SandboxBanner } from "../_components/sandbox-banner";

/** The frame of the pages before sign-in: one form in the middle. */
export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SandboxBanner />
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col px-4 py-10 sm:py-16">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <Card className="p-6 sm:p-8">{children}</Card>
      </main>
    </div>
  );
}
