"use client";

import { type FormEvent, useRef, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";
import { TextLink } from "@/app/_components/text-link";
import { authClient } from "@/app/_lib/auth-client";
import { PasswordField } from "../../_components/password-field";
import { askAuth } from "../../_lib/ask-auth";

type SignInFormProps = { nextPath: string; passwordChanged: boolean };

export function SignInForm({ nextPath, passwordChanged }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setWasTried(true);
    setFailure(null);
    if (email === "" || password === "") {
      (email === "" ? emailInput : passwordInput).current?.focus();
      return;
    }
    setIsPending(true);
    const refused = await askAuth((fetchOptions) =>
      authClient.signIn.email({ email, password, fetchOptions }),
    );
    if (refused) {
      setFailure(refused.message);
      setIsPending(false);
      passwordInput.current?.select();
      return;
    }
    window.location.assign(nextPath);
  };

  return (
    <form onSubmit={submit} className="mt-5 flex flex-col gap-5">
      {passwordChanged && !failure && (
        <Banner tone="good">Your password is changed. Sign in with the new one.</Banner>
      )}
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
        inputRef={emailInput}
        isRequired
        errorMessage={wasTried && email === "" ? "Enter your e-mail address." : undefined}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        inputRef={passwordInput}
        errorMessage={wasTried && password === "" ? "Enter your password." : undefined}
      />
      <Button type="submit" isPending={isPending}>
        Sign in
      </Button>
      <p className="text-center text-sm">
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </p>
    </form>
  );
}
