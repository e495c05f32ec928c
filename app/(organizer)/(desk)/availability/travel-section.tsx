"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { formErrors } from "@/app/_lib/form-error";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { useTRPC } from "@/app/_lib/trpc";
import { newTripSchema } from "@/server/domain/scheduling/schedule-settings";
import { EditorSection } from "../../_components/editor-section";
import { ZoneField } from "../../_components/zone-field";
import { useAccount } from "../../_lib/account-context";
import { schemaFaults } from "../../_lib/schema-faults";
import type { Trip } from "./availability-view";
import { DatesFields } from "./dates-fields";
import { DatesList } from "./dates-list";

/** The dates on which the organizer's hours are meant in another zone. */
export function TravelSection({ initial }: { initial: Trip[] }) {
  const trpc = useTRPC();
  const trips = useQuery({ ...trpc.trip.list.queryOptions(), initialData: initial });
  const [isAdding, setIsAdding] = useState(false);
  const remove = useMutation(trpc.trip.delete.mutationOptions({ onSuccess: () => trips.refetch() }));
  return (
    <EditorSection
      title="Travel"
      description="On these dates your hours are meant by the clocks of the place you are in."
    >
      <DatesList
        items={trips.data.map(({ timeZone, ...dates }) => ({
          ...dates,
          detail: `${zonePlace(timeZone)} time`,
        }))}
        emptyWords="No travel."
        removeLabel="Remove the trip of"
        pendingId={remove.isPending ? remove.variables.id : undefined}
        onRemove={(id) => remove.mutate({ id })}
      />
      <p role="alert" className="text-sm font-medium text-bad-text empty:hidden">
        {remove.isError && formErrors(remove.error)[0]?.message}
      </p>
      <div>
        <Button variant="secondary" onPress={() => setIsAdding(true)}>
          Add a trip
        </Button>
      </div>
      {isAdding && <TripDialog onAdded={() => trips.refetch()} onClose={() => setIsAdding(false)} />}
    </EditorSection>
  );
}

function TripDialog({ onAdded, onClose }: { onAdded: () => unknown; onClose: () => void }) {
  const trpc = useTRPC();
  const account = useAccount();
  const [dates, setDates] = useState<{ startOn: string | null; endOn: string | null }>({
    startOn: null,
    endOn: null,
  });
  const [timeZone, setTimeZone] = useState(account.timeZone);
  const [faults, setFaults] = useState(new Map<string, string>());
  const create = useMutation(
    trpc.trip.create.mutationOptions({
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
    const found = schemaFaults(newTripSchema, { startOn, endOn, timeZone });
    setFaults(found);
    if (found.size === 0 && startOn && endOn) create.mutate({ startOn, endOn, timeZone });
  };
  const [failure] = create.isError ? formErrors(create.error) : [];
  const overlaps = failure?.reason === "trips_overlap";
  const errorAt = (field: string) =>
    faults.get(field) ??
    (overlaps && field === "startOn" ? "You have another trip on these dates." : undefined);
  return (
    <Dialog title="Travel" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <DatesFields {...dates} onChange={setDates} errorAt={errorAt} />
        <ZoneField timeZone={timeZone} onChange={setTimeZone} errorMessage={errorAt("timeZone")} />
        <p role="alert" className="text-sm font-medium text-bad-text empty:hidden">
          {failure && !overlaps && failure.message}
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
