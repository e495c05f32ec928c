"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { Select } from "@/app/_components/select";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { type AbsenceReason, absenceReasons } from "@/server/domain/scheduling/absence-reason";
import { newAbsenceSchema } from "@/server/domain/scheduling/schedule-settings";
import { EditorSection } from "../../_components/editor-section";
import { schemaFaults } from "../../_lib/schema-faults";
import type { Absence } from "./availability-view";
import { DatesFields } from "./dates-fields";
import { DatesList } from "./dates-list";

const reasonWords = {
  unspecified: "Not said",
  vacation: "Vacation",
  travel: "Travel",
  sick: "Sick",
  public_holiday: "Public holiday",
} as const satisfies Record<AbsenceReason, string>;
const reasonOptions = absenceReasons.map((id) => ({ id, label: reasonWords[id] }));

/** The dates on which the organizer can't be booked, whatever a schedule says. */
export function AwaySection({ initial }: { initial: Absence[] }) {
  const trpc = useTRPC();
  const absences = useQuery({ ...trpc.outOfOffice.list.queryOptions(), initialData: initial });
  const [isAdding, setIsAdding] = useState(false);
  const remove = useMutation(
    trpc.outOfOffice.delete.mutationOptions({ onSuccess: () => absences.refetch() }),
  );
  return (
    <EditorSection
      title="Out of office"
      description="Nobody can book you on these dates. Meetings that are booked already stay."
    >
      <DatesList
        items={absences.data.map((absence) => ({ ...absence, detail: detailOf(absence) }))}
        emptyWords="No dates away."
        removeLabel="Be available again on"
        pendingId={remove.isPending ? remove.variables.id : undefined}
        onRemove={(id) => remove.mutate({ id })}
      />
      <p role="alert" className="text-sm font-medium text-bad-text empty:hidden">
        {remove.isError && formErrors(remove.error)[0]?.message}
      </p>
      <div>
        <Button variant="secondary" onPress={() => setIsAdding(true)}>
          Add dates away
        </Button>
      </div>
      {isAdding && <AwayDialog onAdded={() => absences.refetch()} onClose={() => setIsAdding(false)} />}
    </EditorSection>
  );
}

function detailOf({ reason, note }: Absence): string {
  const said = reason === "unspecified" ? "" : reasonWords[reason];
  return [said, note].filter(Boolean).join(": ");
}

type AwayDialogProps = { onAdded: () => unknown; onClose: () => void };

function AwayDialog({ onAdded, onClose }: AwayDialogProps) {
  const trpc = useTRPC();
  const [dates, setDates] = useState<{ startOn: string | null; endOn: string | null }>({
    startOn: null,
    endOn: null,
  });
  const [reason, setReason] = useState<AbsenceReason>("unspecified");
  const [note, setNote] = useState("");
  const [faults, setFaults] = useState(new Map<string, string>());
  const create = useMutation(
    trpc.outOfOffice.create.mutationOptions({
      onSuccess: () => {
        onClose();
        onAdded();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const { startOn, endOn } = dates;
    const found = schemaFaults(newAbsenceSchema, { startOn, endOn, note, reason });
    setFaults(found);
    if (found.size === 0 && startOn && endOn) create.mutate({ startOn, endOn, note, reason });
  };
  return (
    <Dialog title="Out of office" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <DatesFields {...dates} onChange={setDates} errorAt={(field) => faults.get(field)} />
        <Select label="Reason" options={reasonOptions} value={reason} onChange={setReason} />
        <TextField
          label="Note"
          description="For you alone."
          maxLength={200}
          value={note}
          onChange={setNote}
        />
        <p role="alert" className="text-sm font-medium text-bad-text empty:hidden">
          {create.isError && formErrors(create.error)[0]?.message}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isPending={create.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
