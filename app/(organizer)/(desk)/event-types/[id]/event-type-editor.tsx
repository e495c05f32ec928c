"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { PageHeading } from "@/app/_components/page-heading";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { eventTypeSettingsSchema } from "@/server/domain/event-types/event-type-settings";
import { SaveBar } from "../../../_components/save-bar";
import { UnsavedGuard } from "../../../_components/unsaved-guard";
import { schemaFaults } from "../../../_lib/schema-faults";
import { useDraft } from "../../../_lib/use-draft";
import { useFocusOnFault } from "../../../_lib/use-focus-on-fault";
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
  const [refusals, setRefusals] = useState(0);
  const update = useMutation(
    trpc.eventType.update.mutationOptions({
      onSuccess: (kept) => {
        accept(draftOf(kept));
        setRefusals(0);
        router.refresh();
      },
    }),
  );
  const faults = schemaFaults(eventTypeSettingsSchema, draft);
  const refused = update.isError ? formErrors(update.error) : [];
  const change: typeof set = (part) => {
    set(part);
    if (!update.isIdle) update.reset();
  };
  const errorAt = (field: string) =>
    (refusals > 0 ? faults.get(field) : undefined) ?? refused.find((each) => each.field === field)?.message;
  const form = useFocusOnFault(update.error ?? (refusals > 0 ? refusals : null));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (update.isPending) return;
    if (faults.size > 0) setRefusals(refusals + 1);
    else update.mutate({ id: initial.id, ...draft });
  };
  const parts = { draft, set: change, errorAt };
  const baseUrl = initial.publicUrl.slice(0, -initial.slug.length);
  return (
    <>
      <BackLink />
      <PageHeading title={saved.title} />
      <UnsavedGuard isDirty={isDirty} />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <form ref={form} onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-6">
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
            failure={failureInWords(refusals > 0 ? [...faults.values()] : [], refused)}
            onDiscard={() => {
              discard();
              setRefusals(0);
              update.reset();
            }}
          />
        </form>
        <aside aria-label="Preview" className="min-w-0 lg:sticky lg:top-8">
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

function BackLink() {
  return (
    <Link
      href="/event-types"
      className="-ml-1 mb-4 inline-flex min-h-9 items-center gap-1 rounded-sm pr-2 text-sm font-medium text-accent-text hover:underline"
    >
      <ChevronIcon direction="left" className="size-4" />
      Event types
    </Link>
  );
}

function failureInWords(faults: string[], refused: { message: string }[]): string | undefined {
  if (faults.length > 0) {
    return faults.length === 1 ? "One field needs a look." : `${faults.length} fields need a look.`;
  }
  return refused[0]?.message;
}
