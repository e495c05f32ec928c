"use client";

import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { authClient } from "@/app/_lib/auth-client";
import { minPasswordCharacters } from "@/server/domain/accounts/password-rules";
import { PasswordField } from "../../_components/password-field";
import { SavedNote } from "../../_components/saved-note";
import { askAuth } from "../../_lib/ask-auth";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";

type Failure = { field: "current" | "new" | null; message: string };

export function PasswordForm({ email }: { email: string }) {
  const [currentPassword, setCurrentPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [isChanged, setIsChanged] = useState(false);

  const form = useFocusOnFault(failure);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (currentPassword === "") {
      setFailure({ field: "current", message: "Enter your current password." });
      return;
    }
    if (newPassword.length < minPasswordCharacters) {
      setFailure({ field: "new", message: `Use at least ${minPasswordCharacters} characters.` });
      return;
    }
    setIsPending(true);
    setFailure(null);
    const refused = await askAuth((fetchOptions) =>
      authClient.changePassword({ currentPassword, newPassword, revokeOtherSessions: true, fetchOptions }),
    );
    setIsPending(false);
    if (refused) {
      setFailure({ field: refused.code === "INVALID_PASSWORD" ? "current" : null, message: refused.message });
      return;
    }
    setIsChanged(true);
    setCurrentPassword("");
    setNewPassword("");
  };
  const edit = (set: (text: string) => void) => (text: string) => {
    set(text);
    setFailure(null);
    if (text !== "") setIsChanged(false);
  };
  const errorAt = (field: Failure["field"]) => (failure?.field === field ? failure.message : undefined);

  return (
    <form ref={form} onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {/* Tells password managers whose password changes. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {failure?.field === null && (
        <Banner tone="bad" urgent>
          {failure.message}
        </Banner>
      )}
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        value={currentPassword}
        onChange={edit(setCurrentPassword)}
        errorMessage={errorAt("current")}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        value={newPassword}
        onChange={edit(setNewPassword)}
        description={`At least ${minPasswordCharacters} characters.`}
        errorMessage={errorAt("new")}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" isPending={isPending}>
          Change the password
        </Button>
        <SavedNote isShown={isChanged}>Changed</SavedNote>
      </div>
    </form>
  );
}
