"use client";

import { DatePicker } from "@/app/_components/date-picker";
import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { DurationField } from "../../../_components/duration-field";
import { EditorSection } from "../../../_components/editor-section";
import { useAccountTime, useClock } from "../../../_lib/account-context";
import type { DraftProps } from "./event-type-draft";

type BookingWindow = DraftProps["draft"]["bookingWindow"];

const kinds = [
  { id: "unlimited", label: "Any time ahead" },
  { id: "calendar_days", label: "A number of days ahead" },
  { id: "business_days", label: "A number of weekdays ahead" },
  { id: "range", label: "Between two dates" },
] as const;

const dayMs = 86_400_000;

/** How soon and how far ahead people may book, and what is kept free around a meeting. */
export function ReachSection({ draft, set, errorAt }: DraftProps) {
  const { bookingWindow: window } = draft;
  const format = useAccountTime();
  const now = useClock(dayMs);
  const choose = (kind: BookingWindow["kind"]) => {
    if (kind === window.kind) return;
    const days = "days" in window ? window.days : 30;
    const rolling = "rolling" in window && window.rolling;
    const inAMonth = new Date(now.getTime() + 30 * dayMs);
    if (kind === "unlimited") set({ bookingWindow: { kind } });
    else if (kind === "range") {
      set({ bookingWindow: { kind, startOn: format.date(now), endOn: format.date(inAMonth) } });
    } else set({ bookingWindow: { kind, days, rolling } });
  };
  return (
    <EditorSection title="How far ahead, and time between">
      <DurationField
        label="Minimum notice"
        description="Nobody can book later than this before the start."
        minutes={draft.minimumNoticeMinutes}
        onChange={(minimumNoticeMinutes) => set({ minimumNoticeMinutes })}
        errorMessage={errorAt("minimumNoticeMinutes")}
      />
      <Select label="Can be booked" options={kinds} value={window.kind} onChange={choose} />
      <WindowDetails window={window} set={set} errorAt={errorAt} />
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField
          label="Minutes free before"
          isRequired
          minValue={0}
          maxValue={1440}
          value={draft.bufferBeforeMinutes}
          onChange={(bufferBeforeMinutes) => set({ bufferBeforeMinutes })}
          errorMessage={errorAt("bufferBeforeMinutes")}
        />
        <NumberField
          label="Minutes free after"
          isRequired
          minValue={0}
          maxValue={1440}
          value={draft.bufferAfterMinutes}
          onChange={(bufferAfterMinutes) => set({ bufferAfterMinutes })}
          errorMessage={errorAt("bufferAfterMinutes")}
        />
      </div>
    </EditorSection>
  );
}

type WindowDetailsProps = Pick<DraftProps, "set" | "errorAt"> & { window: BookingWindow };

function WindowDetails({ window, set, errorAt }: WindowDetailsProps) {
  if (window.kind === "unlimited") return null;
  if (window.kind === "range") {
    return (
      <div className="grid gap-5 sm:grid-cols-2">
        <DatePicker
          label="First date"
          value={window.startOn}
          onChange={(startOn) => startOn && set({ bookingWindow: { ...window, startOn } })}
          errorMessage={errorAt("bookingWindow.startOn")}
        />
        <DatePicker
          label="Last date"
          value={window.endOn}
          onChange={(endOn) => endOn && set({ bookingWindow: { ...window, endOn } })}
          errorMessage={errorAt("bookingWindow.endOn") ?? errorAt("bookingWindow")}
        />
      </div>
    );
  }
  return (
    <>
      <NumberField
        label={window.kind === "business_days" ? "Weekdays ahead" : "Days ahead"}
        isRequired
        minValue={1}
        maxValue={3650}
        value={window.days}
        onChange={(days) => set({ bookingWindow: { ...window, days } })}
        errorMessage={errorAt("bookingWindow.days") ?? errorAt("bookingWindow")}
      />
      <Switch
        isSelected={window.rolling}
        onChange={(rolling) => set({ bookingWindow: { ...window, rolling } })}
      >
        Count only days that still have a free time
      </Switch>
    </>
  );
}
