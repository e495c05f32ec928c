"use client";

import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import { authClient } from "@/app/_lib/auth-client";
import { minPasswordCharacters } from "@/server/domain/accounts/password-rules";
import { PasswordField } from "../../_components/password-field";
import { askAuth } from "../../_lib/ask-auth";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";

export function ResetPasswordForm({ token }: { token: string }) {
  const [newPassword, setNewPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [isLinkUsable, setIsLinkUsable] = useState(token !== "");

  const form = useFocusOnFault(failure);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (newPassword.length < minPasswordCharacters) {
      setFailure(`Use at least ${minPasswordCharacters} characters.`);
      return;
    }
    setIsPending(true);
    setFailure(null);
    const refused = await askAuth((fetchOptions) =>
      authClient.resetPassword({ newPassword, token, fetchOptions }),
    );
    if (!refused) {
      window.location.assign("/sign-in?changed=password");
      return;
    }
    setIsPending(false);
    if (refused.code === "INVALID_TOKEN") setIsLinkUsable(false);
    else setFailure(refused.message);
  };

  if (!isLinkUsable) return <LinkIsSpent />;
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Choose a new password</h1>
      <p className="mt-2 text-muted">You’ll be signed out everywhere and sign in again with it.</p>
      <form ref={form} onSubmit={submit} className="mt-5 flex flex-col gap-5">
        <PasswordField
          label="New password"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNewPassword}
          description={`At least ${minPasswordCharacters} characters.`}
          errorMessage={failure ?? undefined}
        />
        <Button type="submit" isPending={isPending}>
          Change the password
        </Button>
      </form>
    </>
  );
}

function LinkIsSpent() {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">This link doesn’t work</h1>
      <Banner tone="warn" urgent className="mt-4">
        It has expired, has been used already, or isn’t complete.
      </Banner>
      <ButtonLink href="/forgot-password" className="mt-5 w-full">
        Ask for a new link
      </ButtonLink>
    </>
  );
}
