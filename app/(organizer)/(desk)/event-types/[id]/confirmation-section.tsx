"use client";

import { RadioGroup } from "@/app/_components/radio-group";
import { Switch } from "@/app/_components/switch";
import { DurationField } from "../../../_components/duration-field";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";

type Confirmation = DraftProps["draft"]["confirmation"];

const kinds = [
  { id: "none", label: "No, a booking stands at once" },
  { id: "always", label: "Yes, every booking" },
  { id: "short_notice", label: "Only bookings at short notice" },
] as const;

/** Whether bookings wait for the organizer's word. */
export function ConfirmationSection({ draft, set, errorAt }: DraftProps) {
  const { confirmation } = draft;
  const choose = (kind: Confirmation["kind"]) => {
    const pendingHoldsTime = confirmation.kind === "none" || confirmation.pendingHoldsTime;
    if (kind === "none") set({ confirmation: { kind } });
    else if (kind === "always") set({ confirmation: { kind, pendingHoldsTime } });
    else set({ confirmation: { kind, noticeMinutes: 1440, pendingHoldsTime } });
  };
  return (
    <EditorSection title="Confirmation">
      <RadioGroup label="Must you confirm?" options={kinds} value={confirmation.kind} onChange={choose} />
      {confirmation.kind === "short_notice" && (
        <DurationField
          label="With less notice than"
          minutes={confirmation.noticeMinutes}
          onChange={(noticeMinutes) => set({ confirmation: { ...confirmation, noticeMinutes } })}
          errorMessage={errorAt("confirmation.noticeMinutes")}
        />
      )}
      {confirmation.kind !== "none" && (
        <div>
          <Switch
            isSelected={confirmation.pendingHoldsTime}
            onChange={(pendingHoldsTime) => set({ confirmation: { ...confirmation, pendingHoldsTime } })}
          >
            A request keeps its time from others until you answer
          </Switch>
        </div>
      )}
    </EditorSection>
  );
}
