"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { startingWeeklyHours } from "@/server/domain/accounts/starting-data";
import type { Weekday } from "@/server/domain/scheduling/local-date";
import { useAccount } from "../../_lib/account-context";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import { useForgetSchedules } from "./use-forget-schedules";

/** Names a schedule, which begins with usual hours, and goes on to change them. */
export function CreateScheduleDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const forgetSchedules = useForgetSchedules();
  const { timeZone } = useAccount();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.schedule.create.mutationOptions({
      onSuccess: ({ answer }) => {
        router.push(`/availability/${answer.id}`);
        forgetSchedules();
      },
    }),
  );
  const form = useFocusOnFault(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending || create.isSuccess) return;
    const weeklyHours = startingWeeklyHours.map((block) => ({ ...block, weekday: block.weekday as Weekday }));
    create.mutate({ name, timeZone, weeklyHours });
  };
  const failures = create.isError ? formErrors(create.error) : [];
  const atName = failures.find(({ field }) => field === "name");
  const other = failures.find(({ field }) => field !== "name");
  return (
    <Dialog title="New schedule" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        <TextField
          label="Name"
          description="It begins with Monday to Friday, 9 to 5; change it next."
          isRequired
          autoFocus
          maxLength={100}
          value={name}
          onChange={setName}
          errorMessage={atName?.message}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isPending={create.isPending || create.isSuccess}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
