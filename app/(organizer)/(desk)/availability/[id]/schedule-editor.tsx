"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { PageHeading } from "@/app/_components/page-heading";
import { useTRPC } from "@/app/_lib/trpc";
import { scheduleChangesSchema } from "@/server/domain/scheduling/schedule-settings";
import { BackLink } from "../../../_components/back-link";
import { SaveBar } from "../../../_components/save-bar";
import { UnsavedGuard } from "../../../_components/unsaved-guard";
import { schemaFaults } from "../../../_lib/schema-faults";
import { useDraft } from "../../../_lib/use-draft";
import { useFormFaults } from "../../../_lib/use-form-faults";
import type { Absence, Trip } from "../availability-view";
import { useForgetSchedules } from "../use-forget-schedules";
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
  const forgetSchedules = useForgetSchedules();
  const { draft, saved, isDirty, set, discard, accept } = useDraft(scheduleDraftOf(initial));
  const update = useMutation(
    trpc.schedule.update.mutationOptions({
      onSuccess: (kept, { id: _, ...sent }) => {
        accept(scheduleDraftOf(kept), sent);
        forgetSchedules();
        router.refresh();
      },
    }),
  );
  const faults = schemaFaults(scheduleChangesSchema, draft);
  const { form, errorAt, failure, check, forgive } = useFormFaults(faults, update.error);
  const change: typeof set = (part) => {
    set(part);
    if (update.isSuccess || update.isError) update.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!update.isPending && check()) update.mutate({ id: initial.id, ...draft });
  };
  const parts = { draft, set: change, errorAt };
  return (
    <>
      <BackLink href="/availability">Availability</BackLink>
      <PageHeading title={saved.name} />
      <UnsavedGuard isDirty={isDirty} />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <form
          ref={form}
          onSubmit={submit}
          noValidate
          className="flex min-w-0 flex-col gap-6 [&_*]:scroll-mb-40"
        >
          <ScheduleSettings {...parts} isSavedDefault={saved.isDefault} />
          <WeeklyHours {...parts} />
          <OverridesSection {...parts} />
          <SaveBar
            isDirty={isDirty}
            isPending={update.isPending}
            isSaved={update.isSuccess}
            failure={failure}
            outcome={{ href: "#week", label: "See the week" }}
            onDiscard={() => {
              discard();
              forgive();
              update.reset();
            }}
          />
        </form>
        <aside id="week" aria-label="Preview" className="min-w-0 lg:sticky lg:top-8">
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
