"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { Select } from "@/app/_components/select";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import type { Recipient } from "./recipients";

type VerifyRecipientDialogProps = {
  /** One that was added before, or null for a new one. */
  known: Recipient | null;
  onRequested: () => unknown;
  onVerified: (recipient: Recipient) => unknown;
  onClose: () => void;
};

const kinds = [
  { id: "phone" as const, label: "Phone number" },
  { id: "email" as const, label: "E-mail address" },
];

/** Sends a code to a number or address, and takes it in return. */
export function VerifyRecipientDialog({
  known,
  onRequested,
  onVerified,
  onClose,
}: VerifyRecipientDialogProps) {
  const trpc = useTRPC();
  const [kind, setKind] = useState<Recipient["kind"]>(known?.kind ?? "phone");
  const [value, setValue] = useState(known?.value ?? "");
  const request = useMutation(trpc.verifiedRecipient.requestCode.mutationOptions({ onSuccess: onRequested }));
  const form = useFocusOnFault(request.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!request.isPending) request.mutate({ kind, value });
  };
  if (request.data) {
    return <CodeDialog recipient={request.data.recipient} onVerified={onVerified} onClose={onClose} />;
  }
  const failures = request.isError ? formErrors(request.error) : [];
  const atValue = failures.find(({ field }) => field === "value");
  const other = failures.find(({ field }) => field !== "value");
  const title = known ? `Verify ${known.value}` : "Add a number or address";
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        <p>We send it a code of six digits, which you enter here.</p>
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        {!known && <Select label="Kind" options={kinds} value={kind} onChange={setKind} />}
        <TextField
          label={kind === "phone" ? "Phone number" : "E-mail address"}
          description={kind === "phone" ? "With + and the country code, such as +14155552671." : undefined}
          type={kind === "phone" ? "tel" : "email"}
          isRequired
          isReadOnly={known !== null}
          autoFocus={known === null}
          maxLength={254}
          value={value}
          onChange={setValue}
          errorMessage={atValue?.message}
        />
        <Actions onClose={onClose} action="Send the code" isPending={request.isPending} />
      </form>
    </Dialog>
  );
}

type CodeDialogProps = Pick<VerifyRecipientDialogProps, "onVerified" | "onClose"> & { recipient: Recipient };

function CodeDialog({ recipient, onVerified, onClose }: CodeDialogProps) {
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const verify = useMutation(
    trpc.verifiedRecipient.verifyCode.mutationOptions({
      onSuccess: (verified) => {
        onClose();
        onVerified(verified);
      },
    }),
  );
  const form = useFocusOnFault(verify.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!verify.isPending) verify.mutate({ id: recipient.id, code });
  };
  const [failure] = verify.isError ? formErrors(verify.error) : [];
  return (
    <Dialog title={`Verify ${recipient.value}`} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        <TextField
          label="Code"
          description={`Sent to ${recipient.value}. It works for 10 minutes.`}
          isRequired
          autoFocus
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={30}
          value={code}
          onChange={setCode}
          errorMessage={failure?.message}
        />
        <Actions onClose={onClose} action="Verify" isPending={verify.isPending} />
      </form>
    </Dialog>
  );
}

function Actions({
  onClose,
  action,
  isPending,
}: {
  onClose: () => void;
  action: string;
  isPending: boolean;
}) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button variant="secondary" onPress={onClose}>
        Back
      </Button>
      <Button type="submit" isPending={isPending}>
        {action}
      </Button>
    </div>
  );
}
