"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { RadioGroup } from "@/app/_components/radio-group";
import { Select } from "@/app/_components/select";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { CopyButton } from "../../_components/copy-button";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import { scopeChoices } from "./scope-choices";

type CreateKeyDialogProps = { onCreated: () => unknown; onClose: () => void };

const lifetimes = [
  { id: 0, label: "Until it is revoked" },
  { id: 30, label: "30 days" },
  { id: 90, label: "90 days" },
  { id: 365, label: "A year" },
];

/** Names a key, makes it, and shows it for the only time. */
export function CreateKeyDialog({ onCreated, onClose }: CreateKeyDialogProps) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<KeyScope>("book");
  const [days, setDays] = useState(0);
  const create = useMutation(trpc.account.createApiKey.mutationOptions({ onSuccess: onCreated }));
  const form = useFocusOnFault(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ name, scope, expiresInDays: days || undefined });
  };
  if (create.data) return <NewKey text={create.data.text} name={create.data.key.name} onClose={onClose} />;
  const failures = create.isError ? formErrors(create.error) : [];
  const atName = failures.find(({ field }) => field === "name");
  const other = failures.find(({ field }) => field !== "name");
  return (
    <Dialog title="Create an API key" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        <TextField
          label="Name"
          description="What will use it, such as “Website”."
          isRequired
          autoFocus
          maxLength={60}
          value={name}
          onChange={setName}
          errorMessage={atName?.message}
        />
        <RadioGroup label="It may" options={scopeChoices} value={scope} onChange={setScope} />
        <Select label="Works for" options={lifetimes} value={days} onChange={setDays} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isPending={create.isPending}>
            Create the key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NewKey({ text, name, onClose }: { text: string; name: string; onClose: () => void }) {
  return (
    <Dialog
      role="alertdialog"
      title={`The key “${name}”`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p>Copy it now and keep it where only that program can read it. It isn’t shown again.</p>
      <p className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken p-3">
        <code className="min-w-0 flex-1 basis-48 font-mono text-sm break-all select-all">{text}</code>
        <CopyButton text={text} what="the key" />
      </p>
      <div className="mt-5 flex justify-end">
        <Button onPress={onClose} autoFocus>
          I’ve kept it
        </Button>
      </div>
    </Dialog>
  );
}
