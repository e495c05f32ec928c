"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { PageHeading } from "@/app/_components/page-heading";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { scheduleChangesSchema } from "@/server/domain/scheduling/schedule-settings";
import { SaveBar } from "../../../_components/save-bar";
import { UnsavedGuard } from "../../../_components/unsaved-guard";
import { schemaFaults } from "../../../_lib/schema-faults";
import { useDraft } from "../../../_lib/use-draft";
import { useFocusOnFault } from "../../../_lib/use-focus-on-fault";
import type { Absence, Trip } from "../availability-view";
import { DeleteSchedule } from "./delete-schedule";
import { OverridesSection } from "./overrides-section";
import { type SavedSchedule, scheduleDraftOf } from "./schedule-draft";
import { ScheduleSettings } from "./schedule-settings";
import { WeekOfHours } from "./week-of-hours";
import { WeeklyHours } from "./weekly-hours";

type ScheduleEditorProps = {
  initial: SavedSchedule;
  defaultName: string;
  /** The titles of the event types that go by it. */
  users: string[];
  absences: Absence[];
  trips: Trip[];
};

/** A schedule's hours, beside the week that comes of them. */
export function ScheduleEditor({ initial, defaultName, users, absences, trips }: ScheduleEditorProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const { draft, saved, isDirty, set, discard, accept } = useDraft(scheduleDraftOf(initial));
  const [refusals, setRefusals] = useState(0);
  const update = useMutation(
    trpc.schedule.update.mutationOptions({
      onSuccess: (kept) => {
        accept(scheduleDraftOf(kept));
        setRefusals(0);
        router.refresh();
      },
    }),
  );
  const faults = schemaFaults(scheduleChangesSchema, draft);
  const refused = update.isError ? formErrors(update.error) : [];
  const errorAt = (field: string) =>
    (refusals > 0 ? faults.get(field) : undefined) ?? refused.find((each) => each.field === field)?.message;
  const form = useFocusOnFault(update.error ?? (refusals > 0 ? refusals : null));
  const change: typeof set = (part) => {
    set(part);
    if (!update.isIdle) update.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (update.isPending) return;
    if (faults.size > 0) setRefusals(refusals + 1);
    else update.mutate({ id: initial.id, ...draft });
  };
  const parts = { draft, set: change, errorAt };
  const fault = refusals > 0 ? [...faults.values()][0] : undefined;
  return (
    <>
      <Link
        href="/availability"
        className="-ml-1 mb-4 inline-flex min-h-9 items-center gap-1 rounded-sm pr-2 text-sm font-medium text-accent-text hover:underline"
      >
        <ChevronIcon direction="left" className="size-4" />
        Availability
      </Link>
      <PageHeading title={saved.name} />
      <UnsavedGuard isDirty={isDirty} />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <form ref={form} onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-6">
          <ScheduleSettings {...parts} isSavedDefault={saved.isDefault} />
          <WeeklyHours {...parts} />
          <OverridesSection {...parts} />
          <SaveBar
            isDirty={isDirty}
            isPending={update.isPending}
            isSaved={update.isSuccess}
            failure={fault ?? refused[0]?.message}
            onDiscard={() => {
              discard();
              setRefusals(0);
              update.reset();
            }}
          />
        </form>
        <aside aria-label="Preview" className="min-w-0 lg:sticky lg:top-8">
          <WeekOfHours draft={draft} absences={absences} trips={trips} />
        </aside>
        <div className="lg:col-start-1">
          {!saved.isDefault && (
            <DeleteSchedule id={initial.id} name={saved.name} defaultName={defaultName} users={users} />
          )}
        </div>
      </div>
    </>
  );
}
