"use client";

import { Banner } from "@/app/_components/banner";
import { Card } from "@/app/_components/card";
import { whyNeverFires } from "@/server/domain/workflows/why-never-fires";
import { activationInWords } from "../activation-in-words";
import type { EventTypeChoice } from "../event-type-choice";
import { useWriting } from "../use-writing";
import { draftInWords, type WorkflowDraft } from "./workflow-draft";

/** What a draft does in a sentence, and what keeps it from ever doing it. */
export function SentenceCard({ draft, eventTypes }: { draft: WorkflowDraft; eventTypes: EventTypeChoice[] }) {
  const writing = useWriting(eventTypes);
  const { activeOn } = draft;
  const never = whyDraftNeverFires(draft, eventTypes);
  return (
    <Card className="mt-6 p-5">
      <section aria-label="In short">
        <p className="text-lg font-medium text-balance">{draftInWords(draft, writing)}.</p>
        <p className="mt-1 text-sm text-muted">
          {activeOn.kind === "off"
            ? "It is off: nothing is sent until you switch it on below."
            : `On for ${activationInWords(activeOn, writing.eventType)}.`}
        </p>
        {never && (
          <Banner tone="warn" className="mt-3">
            {never}
          </Banner>
        )}
      </section>
    </Card>
  );
}

function whyDraftNeverFires(draft: WorkflowDraft, eventTypes: EventTypeChoice[]): string | null {
  const { activeOn } = draft;
  if (activeOn.kind === "event_types" && activeOn.eventTypeIds.length === 0) return null;
  const workflow = {
    ...draft,
    id: 0,
    timings: draft.timings.map((timing) => ({ ...timing, key: timing.key ?? "" })),
    steps: draft.steps.map((step, index) => ({ ...step, id: index, stepNumber: index + 1, sendTo: null })),
  };
  const types = eventTypes.map(({ confirmation, ...eventType }) => ({
    ...eventType,
    confirmation: confirmation.kind,
  }));
  return whyNeverFires({ workflow, activeOn }, types)?.message ?? null;
}
