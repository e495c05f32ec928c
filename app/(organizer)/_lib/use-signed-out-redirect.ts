"use client";

import { TRPCClientError } from "@trpc/client";
import { useEffect } from "react";

/** Leaves for the sign-in page, and back later, when an answer says that the session is over. */
export function useSignedOutRedirect(error: unknown): void {
  const isSignedOut = error instanceof TRPCClientError && error.data?.code === "UNAUTHORIZED";
  useEffect(() => {
    if (!isSignedOut) return;
    const { pathname, search } = window.location;
    window.location.assign(`/sign-in?${new URLSearchParams({ next: pathname + search })}`);
  }, [isSignedOut]);
}
