"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { VerifyRecipientDialog } from "./verify-recipient-dialog";

export type Recipient = RouterOutputs["verifiedRecipient"]["list"][number];

/** The numbers and addresses that workflows may write to, with the ways to add, verify and remove them. */
export function Recipients({ initial }: { initial: Recipient[] }) {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.verifiedRecipient.list.queryOptions(), initialData: initial });
  const [verifying, setVerifying] = useState<Recipient | "new" | null>(null);
  const [removing, setRemoving] = useState<Recipient | null>(null);
  const [note, setNote] = useState("");
  const tell = (words: string) => {
    setNote(words);
    return list.refetch();
  };
  const own = useMutation(
    trpc.verifiedRecipient.setOwn.mutationOptions({
      onSuccess: ({ value }) => tell(`Texts to you go to ${value} from now on.`),
    }),
  );
  const [failure] = own.isError ? formErrors(own.error) : [];
  return (
    <div>
      {list.data.length === 0 ? (
        <p className="text-muted">You have none yet. Add your own number to get texts about your bookings.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {list.data.map((recipient) => (
            <li
              key={recipient.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
            >
              <RecipientFacts recipient={recipient} />
              <div className="flex flex-wrap gap-2">
                {recipient.verifiedAt === null && (
                  <RowButton about={recipient} action="Verify" onPress={() => setVerifying(recipient)} />
                )}
                {recipient.verifiedAt !== null && recipient.kind === "phone" && !recipient.isOwn && (
                  <RowButton
                    about={recipient}
                    action="Text me here"
                    onPress={() => own.mutate({ id: recipient.id })}
                  />
                )}
                <RowButton about={recipient} action="Remove" onPress={() => setRemoving(recipient)} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <Button className="mt-4" variant="secondary" onPress={() => setVerifying("new")}>
        Add a number or address
      </Button>
      <p role="status" className="mt-2 text-sm text-good-text">
        {note}
      </p>
      <p role="alert" className="text-sm font-medium text-bad-text empty:hidden">
        {failure?.message}
      </p>
      {verifying && (
        <VerifyRecipientDialog
          known={verifying === "new" ? null : verifying}
          onRequested={() => list.refetch()}
          onVerified={({ value }) => tell(`${value} is verified.`)}
          onClose={() => setVerifying(null)}
        />
      )}
      {removing && (
        <RemoveDialog
          recipient={removing}
          onRemoved={() => tell(`${removing.value} is removed.`)}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  );
}

type RowButtonProps = { about: Recipient; action: string; onPress: () => void };

function RowButton({ about, action, onPress }: RowButtonProps) {
  return (
    <Button variant="secondary" size="small" onPress={onPress} aria-label={`${action}: ${about.value}`}>
      {action}
    </Button>
  );
}

function RecipientFacts({ recipient }: { recipient: Recipient }) {
  const names = recipient.usedBy.map(({ name }) => `“${name}”`).join(", ");
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium break-all">
        {recipient.value}
        {recipient.verifiedAt === null ? (
          <StatusBadge tone="warn">Not verified</StatusBadge>
        ) : (
          <StatusBadge tone="good">Verified</StatusBadge>
        )}
        {recipient.isOwn && <StatusBadge tone="accent">Your own</StatusBadge>}
      </p>
      <p className="text-sm text-muted">{names ? `Used by ${names}` : "Not used by any workflow"}</p>
    </div>
  );
}

type RemoveDialogProps = { recipient: Recipient; onRemoved: () => unknown; onClose: () => void };

function RemoveDialog({ recipient, onRemoved, onClose }: RemoveDialogProps) {
  const trpc = useTRPC();
  const remove = useMutation(
    trpc.verifiedRecipient.delete.mutationOptions({
      onSuccess: () => {
        onClose();
        onRemoved();
      },
    }),
  );
  const [failure] = remove.isError ? formErrors(remove.error) : [];
  return (
    <ConfirmDialog
      title={`Remove ${recipient.value}?`}
      action="Remove it"
      isPending={remove.isPending}
      failure={failure?.message}
      onConfirm={() => remove.mutate({ id: recipient.id })}
      onClose={onClose}
    >
      <p>Nothing is sent there any more. To use it again, you verify it again.</p>
    </ConfirmDialog>
  );
}
