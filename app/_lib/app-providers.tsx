"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import type { AppRouter } from "@/server/routers/app-router";
import { createQueryClient } from "./create-query-client";
import { TRPCProvider } from "./trpc";

const url = "/api/trpc";
// Previews carry whole texts, which are too long for an address, and logs are searched for people.
const posted = /^workflow\.(preview|dryRun$|listRuns$|exportRuns$)/;
const links = [
  splitLink({
    condition: ({ path }) => posted.test(path),
    true: httpLink({ url, methodOverride: "POST" }),
    false: httpLink({ url }),
  }),
];

/** What every page needs around it: the typed client, its cache, and the locale that the server chose. */
export function AppProviders({ locale, children }: { locale: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() => createTRPCClient<AppRouter>({ links }));
  return (
    <I18nProvider locale={locale}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          {children}
        </TRPCProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
