"use client";

import { Select } from "@/app/_components/select";
import { isBeforeMeeting, isTimed, type WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { EditorSection } from "../../../_components/editor-section";
import { LateBookingFields } from "./late-booking-fields";
import { MomentsFields } from "./moments-fields";
import { QuietHoursFields } from "./quiet-hours-fields";
import { triggerOptions } from "./step-words";
import { TimelineDrawing } from "./timeline-drawing";
import type { DraftProps, WorkflowDraft } from "./workflow-draft";

/** What sets a workflow off, and when its steps are due; drawn as the draft was when it last was sound. */
export function WhenSection({ shown, ...props }: DraftProps & { shown: WorkflowDraft }) {
  const { draft, set, errorAt } = props;
  const choose = (trigger: WorkflowTrigger) => {
    const timings = draft.timings.length > 0 ? draft.timings : [dayBefore];
    set({ trigger, timings: isTimed(trigger) ? timings : [] });
  };
  return (
    <EditorSection title="When">
      <Select
        label="What sets it off?"
        options={triggerOptions}
        value={draft.trigger}
        onChange={choose}
        errorMessage={errorAt("trigger")}
      />
      {isTimed(draft.trigger) ? (
        <>
          <MomentsFields {...props} trigger={draft.trigger} />
          {isTimed(shown.trigger) && <TimelineDrawing draft={shown} trigger={shown.trigger} />}
          {isBeforeMeeting(draft.trigger) && <LateBookingFields {...props} />}
          <QuietHoursFields {...props} />
        </>
      ) : (
        <p className="text-muted">Its steps are sent at once when that happens.</p>
      )}
    </EditorSection>
  );
}

const dayBefore = { kind: "elapsed", amount: 24, unit: "hours" } as const;
