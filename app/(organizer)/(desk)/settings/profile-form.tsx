"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Select, type SelectOption } from "@/app/_components/select";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { SavedNote } from "../../_components/saved-note";
import { ZoneField } from "../../_components/zone-field";
import type { Account } from "../../_lib/require-organizer";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";

type ProfileFormProps = { account: Account; localeOptions: SelectOption<string>[] };

export function ProfileForm({ account, localeOptions }: ProfileFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [profile, setProfile] = useState({
    name: account.name,
    timeZone: account.timeZone,
    locale: account.locale,
  });
  const change = useMutation(
    trpc.account.changeProfile.mutationOptions({
      // Every page shows times in the account's zone.
      onSuccess: () => router.refresh(),
    }),
  );
  const set = (part: Partial<typeof profile>) => {
    setProfile({ ...profile, ...part });
    change.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate(profile);
  };
  const form = useFocusOnFault(change.error);
  const failures = change.isError ? formErrors(change.error) : [];
  const errorAt = (field: string) => failures.find((failure) => failure.field === field)?.message;
  const other = failures.find(({ field }) => field === null || !(field in profile));
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {other && (
        <Banner tone="bad" urgent>
          {other.message}
        </Banner>
      )}
      <TextField
        label="Name"
        autoComplete="name"
        isRequired
        maxLength={100}
        value={profile.name}
        onChange={(name) => set({ name })}
        errorMessage={errorAt("name")}
      />
      <ZoneField
        description="The clock by which these pages and the mails to you go. Your working hours keep their own."
        timeZone={profile.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        errorMessage={errorAt("timeZone")}
      />
      <Select
        label="Dates and times"
        description="How they are written in the mails to you."
        options={localeOptions}
        value={profile.locale}
        onChange={(locale) => set({ locale })}
        errorMessage={errorAt("locale")}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" isPending={change.isPending}>
          Save
        </Button>
        <SavedNote isShown={change.isSuccess}>Saved</SavedNote>
      </div>
    </form>
  );
}
