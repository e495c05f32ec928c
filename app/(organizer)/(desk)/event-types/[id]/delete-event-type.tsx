"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { ConfirmDialog } from "../../../_components/confirm-dialog";

/** The way to offer a kind of meeting no more. */
export function DeleteEventType({ id, title }: { id: number; title: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.eventType.delete.mutationOptions({
      onSuccess: () => {
        router.push("/event-types");
        router.refresh();
      },
    }),
  );
  return (
    <div>
      <Button variant="quiet-danger" onPress={() => setIsAsking(true)}>
        Delete this event type
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete “${title}”?`}
          action="Delete it"
          isPending={remove.isPending || remove.isSuccess}
          failure={remove.isError ? formErrors(remove.error)[0]?.message : undefined}
          onConfirm={() => remove.mutate({ id })}
          onClose={() => setIsAsking(false)}
        >
          <p>
            Its link and its private links stop working at once. Meetings that are booked stay, with their
            messages. This can’t be undone.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
