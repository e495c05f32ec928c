"use client";

import { RadioGroup } from "@/app/_components/radio-group";
import type { LateBooking } from "@/server/domain/workflows/workflow";
import { DurationField } from "../../../_components/duration-field";
import type { DraftProps } from "./workflow-draft";

const kinds = [
  { id: "skip", label: "Leave it out" },
  { id: "send_now", label: "Send it at once" },
  { id: "send_if", label: "Send it at once if enough time is left" },
] as const;

const defaultMinutes = 120;

/** What becomes of a reminder whose moment has passed when somebody books. */
export function LateBookingFields({ draft, set, errorAt }: DraftProps) {
  const { lateBooking } = draft;
  const choose = (kind: LateBooking["kind"]) =>
    set({ lateBooking: kind === "send_if" ? { kind, moreThanMinutes: defaultMinutes } : { kind } });
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <RadioGroup
        label="And if somebody books when the moment has passed already?"
        options={kinds}
        value={lateBooking.kind}
        onChange={choose}
      />
      {lateBooking.kind === "send_if" && (
        <DurationField
          label="More than"
          minutes={lateBooking.moreThanMinutes}
          onChange={(moreThanMinutes) => set({ lateBooking: { kind: "send_if", moreThanMinutes } })}
          description="Of time left until the meeting."
          errorMessage={errorAt("lateBooking.moreThanMinutes")}
        />
      )}
    </div>
  );
}
