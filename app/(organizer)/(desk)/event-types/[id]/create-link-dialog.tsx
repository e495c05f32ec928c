"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { CopyButton } from "../../../_components/copy-button";

type CreateLinkDialogProps = { eventTypeId: number; onCreated: () => unknown; onClose: () => void };

const dayMs = 86_400_000;
const lifetimes = [
  { id: 0, label: "Without an end" },
  { id: 1, label: "For a day" },
  { id: 7, label: "For a week" },
  { id: 30, label: "For 30 days" },
];

/** Makes a private link and shows it for the only time. */
export function CreateLinkDialog({ eventTypeId, onCreated, onClose }: CreateLinkDialogProps) {
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const [singleUse, setSingleUse] = useState(true);
  const [days, setDays] = useState(7);
  const create = useMutation(trpc.eventType.createPrivateLink.mutationOptions({ onSuccess: onCreated }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const expiresAt = days === 0 ? undefined : new Date(Date.now() + days * dayMs).toISOString();
    create.mutate({ eventTypeId, singleUse, note, expiresAt });
  };
  if (create.data) return <NewLink url={create.data.url} onClose={onClose} />;
  const [failure] = create.isError ? formErrors(create.error) : [];
  return (
    <Dialog title="Create a private link" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        {failure && failure.field !== "note" && (
          <Banner tone="bad" urgent>
            {failure.message}
          </Banner>
        )}
        <TextField
          label="Note"
          description="For you alone, such as whom it is for."
          autoFocus
          maxLength={100}
          value={note}
          onChange={setNote}
          errorMessage={failure?.field === "note" ? failure.message : undefined}
        />
        <Select label="Works" options={lifetimes} value={days} onChange={setDays} />
        <Switch isSelected={singleUse} onChange={setSingleUse}>
          For one booking only
        </Switch>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isPending={create.isPending}>
            Create the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NewLink({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Dialog
      role="alertdialog"
      title="Your private link"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p>Copy it now: it isn’t shown again.</p>
      <p className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken p-3">
        <code className="min-w-0 flex-1 basis-48 font-mono text-sm break-all select-all">{url}</code>
        <CopyButton text={url} what="the private link" />
      </p>
      <div className="mt-5 flex justify-end">
        <Button onPress={onClose} autoFocus>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
