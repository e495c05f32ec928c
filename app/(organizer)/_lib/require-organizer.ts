import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { serverCaller } from "@/app/_lib/server-caller";

export type Account = RouterOutputs["account"]["get"];

/** The organizer who is signed in, or null. */
export const currentOrganizer: () => Promise<Account | null> = cache(async () => {
  try {
    return await (await serverCaller()).account.get();
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") return null;
    throw error;
  }
});

/** The organizer who is signed in; others go to sign in first and then come back to `path`. */
export async function requireOrganizer(path: string): Promise<Account> {
  const organizer = await currentOrganizer();
  if (!organizer) redirect(signInPath(path));
  return organizer;
}

/** Where to sign in, to come back to `path`. */
export function signInPath(path: string): string {
  return `/sign-in?${new URLSearchParams({ next: path })}`;
}
