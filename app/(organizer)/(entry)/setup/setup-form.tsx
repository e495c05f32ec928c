"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";
import { authClient } from "@/app/_lib/auth-client";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useTimeZone } from "@/app/_lib/use-time-zone";
import { minPasswordCharacters } from "@/server/domain/accounts/password-rules";
import { PasswordField } from "../../_components/password-field";
import { ZoneField } from "../../_components/zone-field";
import { askAuth } from "../../_lib/ask-auth";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import { suggestUsername } from "./suggest-username";

/** Null until it is chosen; until then it follows from the rest. */
type Typed = {
  name: string;
  email: string;
  password: string;
  username: string | null;
  timeZone: string | null;
};

const nothing: Typed = { name: "", email: "", password: "", username: null, timeZone: null };
const fields = ["name", "email", "username", "password", "timeZone"];

/** Creates the first account of a new installation and signs in with it. */
export function SetupForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const device = useTimeZone("UTC");
  const [typed, setTyped] = useState<Typed>(nothing);
  const [isLeaving, setIsLeaving] = useState(false);
  const timeZone = typed.timeZone ?? device.timeZone;
  const username = typed.username ?? suggestUsername(typed.name);
  const setUp = useMutation(
    trpc.account.setUp.mutationOptions({
      onSuccess: async () => {
        setIsLeaving(true);
        const { email, password } = typed;
        const refused = await askAuth((fetchOptions) =>
          authClient.signIn.email({ email, password, fetchOptions }),
        );
        window.location.assign(refused ? "/sign-in" : "/bookings");
      },
    }),
  );
  const set = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setUp.isPending && !isLeaving) setUp.mutate({ ...typed, token, username, timeZone });
  };
  const form = useFocusOnFault(setUp.error);
  const failures = setUp.isError ? formErrors(setUp.error) : [];
  const errorAt = (field: string) => failures.find((failure) => failure.field === field)?.message;
  const other = failures.find(({ field }) => field === null || !fields.includes(field));
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Set up Punctual</h1>
      <p className="mt-2 text-muted">
        Create your account. You can be booked right away, on weekdays from 9:00 to 17:00.
      </p>
      <form ref={form} onSubmit={submit} className="mt-5 flex flex-col gap-5">
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        <TextField
          label="Your name"
          autoComplete="name"
          isRequired
          maxLength={100}
          value={typed.name}
          onChange={(name) => set({ name })}
          errorMessage={errorAt("name")}
        />
        <TextField
          label="E-mail address"
          description="You sign in with it, and mails about bookings go there."
          type="email"
          autoComplete="username"
          isRequired
          value={typed.email}
          onChange={(email) => set({ email })}
          errorMessage={errorAt("email")}
        />
        <TextField
          label="Name in your links"
          description={`People book you at /${username || "your-name"}.`}
          autoComplete="off"
          spellCheck="false"
          isRequired
          maxLength={40}
          value={username}
          onChange={(text) => set({ username: text.toLowerCase() })}
          errorMessage={errorAt("username")}
        />
        <PasswordField
          label="Password"
          autoComplete="new-password"
          value={typed.password}
          onChange={(password) => set({ password })}
          description={`At least ${minPasswordCharacters} characters.`}
          errorMessage={errorAt("password")}
        />
        <ZoneField
          timeZone={timeZone}
          onChange={(zone) => set({ timeZone: zone })}
          description="Your working hours are meant in it."
          errorMessage={errorAt("timeZone")}
        />
        <Button type="submit" isPending={setUp.isPending || isLeaving}>
          Create the account
        </Button>
      </form>
    </>
  );
}
