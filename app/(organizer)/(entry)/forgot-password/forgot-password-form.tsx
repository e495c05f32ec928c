"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";
import { TextLink } from "@/app/_components/text-link";
import { authClient } from "@/app/_lib/auth-client";
import { askAuth } from "../../_lib/ask-auth";

const backToSignIn = <TextLink href="/sign-in">Back to sign-in</TextLink>;

export function ForgotPasswordForm() {
  const [email, setEmail] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsMissing(email === "");
    if (email === "") return;
    setIsPending(true);
    const refused = await askAuth((fetchOptions) => authClient.requestPasswordReset({ email, fetchOptions }));
    setIsPending(false);
    setFailure(refused?.message ?? null);
    if (!refused) setSentTo(email);
  };

  if (sentTo) return <MailIsOnItsWay email={sentTo} />;
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Forgot your password?</h1>
      <p className="mt-2 text-muted">We’ll mail you a link to choose a new one.</p>
      <form onSubmit={submit} className="mt-5 flex flex-col gap-5">
        {failure && (
          <Banner tone="bad" urgent>
            {failure}
          </Banner>
        )}
        <TextField
          label="E-mail address"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
          errorMessage={isMissing && email === "" ? "Enter your e-mail address." : undefined}
        />
        <Button type="submit" isPending={isPending}>
          Send the link
        </Button>
        <p className="text-center text-sm">{backToSignIn}</p>
      </form>
    </>
  );
}

function MailIsOnItsWay({ email }: { email: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
        Look into your mail
      </h1>
      <p className="mt-3">
        If there is an account for <strong className="font-semibold">{email}</strong>, a link to choose a new
        password is on its way there. It works once, for an hour.
      </p>
      <p className="mt-3 text-muted">Nothing came? Look among the unwanted mails, or check the address.</p>
      <p className="mt-6 text-sm">{backToSignIn}</p>
    </>
  );
}
