import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "../_components/brand";
import { DeskNav } from "../_components/desk-nav";
import { SandboxBanner } from "../_components/sandbox-banner";
import { SignOutButton } from "../_components/sign-out-button";
import { AccountProvider } from "../_lib/account-context";
import { currentOrganizer } from "../_lib/require-organizer";

/** The frame of the signed-in pages. To someone who isn't signed in it shows nothing: the page sends them away. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const account = await currentOrganizer();
  if (!account) return children;
  return (
    <AccountProvider account={account} servedAtMs={Date.now()}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-md focus:bg-surface focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <SandboxBanner />
      <div className="mx-auto flex w-full max-w-6xl flex-col pb-24 md:flex-row md:gap-8 md:px-6 md:pb-10">
        <header className="md:sticky md:top-0 md:flex md:h-dvh md:w-52 md:shrink-0 md:flex-col md:py-8">
          <div className="flex items-center justify-between px-4 pt-4 md:mb-8 md:px-3 md:pt-0">
            <Link href="/bookings" className="rounded-sm">
              <Brand />
            </Link>
          </div>
          <DeskNav />
          <div className="mt-auto hidden px-3 md:block">
            <p className="truncate font-medium">{account.name}</p>
            <p className="mb-3 truncate text-sm text-muted">{account.email}</p>
            <SignOutButton />
          </div>
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-5 outline-none md:px-0 md:py-8">
          {children}
        </main>
      </div>
    </AccountProvider>
  );
}
