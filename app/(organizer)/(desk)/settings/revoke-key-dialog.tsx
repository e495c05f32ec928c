"use client";

import { useMutation } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { ApiKey } from "./api-keys";

type RevokeKeyDialogProps = { apiKey: ApiKey; onRevoked: () => unknown; onClose: () => void };

/** Asks before a key is ended for good. */
export function RevokeKeyDialog({ apiKey, onRevoked, onClose }: RevokeKeyDialogProps) {
  const trpc = useTRPC();
  const revoke = useMutation(
    trpc.account.revokeApiKey.mutationOptions({
      onSuccess: () => {
        onClose();
        onRevoked();
      },
    }),
  );
  const [failure] = revoke.isError ? formErrors(revoke.error) : [];
  return (
    <Dialog
      role="alertdialog"
      title={`Revoke “${apiKey.name}”?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p>
        Whatever uses the key ending in <code className="font-mono">{apiKey.lastCharacters}</code> stops
        working at once. This can’t be undone; you can create another key.
      </p>
      {failure && (
        <Banner tone="bad" urgent className="mt-4">
          {failure.message}
        </Banner>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onPress={onClose} autoFocus isDisabled={revoke.isPending}>
          Keep it
        </Button>
        <Button
          variant="danger"
          isPending={revoke.isPending}
          onPress={() => revoke.mutate({ id: apiKey.id })}
        >
          Revoke the key
        </Button>
      </div>
    </Dialog>
  );
}
