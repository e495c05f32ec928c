"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { ConfirmDialog } from "../../../_components/confirm-dialog";
import { useForgetSchedules } from "../use-forget-schedules";

type DeleteScheduleProps = { id: number; name: string; defaultName: string; users: string[] };

/** The way to remove a schedule, with what goes by another one then. */
export function DeleteSchedule({ id, name, defaultName, users }: DeleteScheduleProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const forgetSchedules = useForgetSchedules();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.schedule.delete.mutationOptions({
      onSuccess: () => {
        forgetSchedules();
        router.push("/availability");
        router.refresh();
      },
    }),
  );
  return (
    <div>
      <Button variant="quiet-danger" onPress={() => setIsAsking(true)}>
        Delete this schedule
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          action="Delete it"
          isPending={remove.isPending || remove.isSuccess}
          failure={remove.isError ? formErrors(remove.error)[0]?.message : undefined}
          onConfirm={() => remove.mutate({ id })}
          onClose={() => setIsAsking(false)}
        >
          {users.length === 0 ? (
            <p>No event type goes by it. This can’t be undone.</p>
          ) : (
            <>
              <p>These event types go by “{defaultName}” from then on. This can’t be undone.</p>
              <ul className="mt-2 list-disc pl-5">
                {users.map((title) => (
                  <li key={title}>{title}</li>
                ))}
              </ul>
            </>
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}
