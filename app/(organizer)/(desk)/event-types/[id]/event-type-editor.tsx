"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { eventTypeSettingsSchema } from "@/server/domain/event-types/event-type-settings";
import { BackLink } from "../../../_components/back-link";
import { SaveBar } from "../../../_components/save-bar";
import { UnsavedGuard } from "../../../_components/unsaved-guard";
import { schemaFaults } from "../../../_lib/schema-faults";
import { useDraft } from "../../../_lib/use-draft";
import { useFormFaults } from "../../../_lib/use-form-faults";
import { AccessSection } from "./access-section";
import { BasicsSection } from "./basics-section";
import { ConfirmationSection } from "./confirmation-section";
import { DeleteEventType } from "./delete-event-type";
import { draftOf, type SavedEventType } from "./event-type-draft";
import { LimitsSection } from "./limits-section";
import { PrivateLinks } from "./private-links";
import { ReachSection } from "./reach-section";
import { SeriesSection } from "./series-section";
import { TimesSection } from "./times-section";
import { WeekOfTimes } from "./week-of-times";

export type Schedules = RouterOutputs["schedule"]["list"];

type EventTypeEditorProps = {
  initial: SavedEventType;
  schedules: Schedules;
  absences: RouterOutputs["outOfOffice"]["list"];
  trips: RouterOutputs["trip"]["list"];
  links: RouterOutputs["eventType"]["listPrivateLinks"];
};

/** All that an organizer can say about a kind of meeting, beside the times that come of it. */
export function EventTypeEditor({ initial, schedules, absences, trips, links }: EventTypeEditorProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const { draft, saved, isDirty, set, discard, accept } = useDraft(draftOf(initial));
  const update = useMutation(
    trpc.eventType.update.mutationOptions({
      onSuccess: (kept, { id: _, ...sent }) => {
        accept(draftOf(kept), sent);
        router.refresh();
      },
    }),
  );
  const faults = schemaFaults(eventTypeSettingsSchema, draft);
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
  const baseUrl = initial.publicUrl.slice(0, -initial.slug.length);
  return (
    <>
      <BackLink href="/event-types">Event types</BackLink>
      <PageHeading title={saved.title} />
      <UnsavedGuard isDirty={isDirty} />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <form
          ref={form}
          onSubmit={submit}
          noValidate
          className="flex min-w-0 flex-col gap-6 [&_*]:scroll-mb-40"
        >
          <BasicsSection {...parts} savedSlug={saved.slug} baseUrl={baseUrl} />
          <TimesSection {...parts} schedules={schedules} />
          <ReachSection {...parts} />
          <LimitsSection {...parts} />
          <ConfirmationSection {...parts} />
          <SeriesSection {...parts} />
          <AccessSection {...parts} />
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
          <WeekOfTimes
            draft={draft}
            isSound={faults.size === 0}
            schedules={schedules}
            absences={absences}
            trips={trips}
          />
        </aside>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-1">
          <PrivateLinks eventTypeId={initial.id} initial={links} />
          <DeleteEventType id={initial.id} title={saved.title} />
        </div>
      </div>
    </>
  );
}
