"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import type { ButtonVariant } from "@/app/_components/button-style";
import { authClient } from "@/app/_lib/auth-client";
import { askAuth } from "../_lib/ask-auth";

/** Ends the session on this device and goes to the sign-in page. A form's action also takes a press that comes early. */
export function SignOutButton({ variant = "secondary" }: { variant?: ButtonVariant }) {
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const signOut = async () => {
    setIsPending(true);
    const refused = await askAuth((fetchOptions) => authClient.signOut({ fetchOptions }));
    if (!refused) {
      window.location.assign("/sign-in");
      return;
    }
    setFailure(refused.message);
    setIsPending(false);
  };
  return (
    <form action={signOut}>
      <Button type="submit" variant={variant} size="small" isPending={isPending}>
        Sign out
      </Button>
      {failure && (
        <p role="alert" className="mt-2 text-sm font-medium text-bad-text">
          {failure}
        </p>
      )}
    </form>
  );
}
