"use client";

import { Button } from "@/app/_components/button";
import { ClockField } from "@/app/_components/clock-field";
import { fieldErrorStyle, labelStyle } from "@/app/_components/field-style";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { isBeforeMeeting, type TimedTrigger } from "@/server/domain/workflows/workflow";
import { minuteOf, timeOfDay } from "./time-of-day";
import type { DraftTiming } from "./workflow-draft";

type MomentFieldsProps = {
  timing: DraftTiming;
  trigger: TimedTrigger;
  /** Tells it apart from others for those who can't see where it stands. */
  name: string;
  onChange: (timing: DraftTiming) => void;
  onRemove: (() => void) | undefined;
  errorAt: (part: string) => string | undefined;
};

const kindsOf = {
  before: [
    { id: "minutes", label: "minutes before" },
    { id: "hours", label: "hours before" },
    { id: "days", label: "days of 24 hours before" },
    { id: "clock", label: "days before, at a time of day" },
  ],
  after: [
    { id: "minutes", label: "minutes after" },
    { id: "hours", label: "hours after" },
    { id: "days", label: "days of 24 hours after" },
    { id: "clock", label: "days after, at a time of day" },
  ],
} as const;

const zones = [
  { id: "attendee", label: "Attendee’s time" },
  { id: "host", label: "My time" },
] as const;

/** One moment: so much time before or after, or a day and what the clock shows. */
export function MomentFields(props: MomentFieldsProps) {
  const { timing, trigger, name, onChange, onRemove, errorAt } = props;
  const amount = timing.kind === "elapsed" ? timing.amount : timing.days;
  const choose = (id: (typeof kindsOf)["before"][number]["id"]) => {
    const key = timing.key === undefined ? {} : { key: timing.key };
    if (id === "clock") onChange({ ...key, kind: "clock", days: 1, at: "18:00", zoneOf: "attendee" });
    else onChange({ ...key, kind: "elapsed", amount, unit: id });
  };
  return (
    <fieldset className="flex flex-wrap items-start gap-3">
      <legend className="sr-only">{name}</legend>
      <NumberField
        label={timing.kind === "clock" ? "Days" : "How long"}
        isRequired
        minValue={0}
        className="w-24"
        value={amount}
        onChange={(number) =>
          onChange(timing.kind === "clock" ? { ...timing, days: number } : { ...timing, amount: number })
        }
        errorMessage={errorAt(timing.kind === "clock" ? "days" : "amount")}
      />
      <Select
        label="Unit"
        options={kindsOf[isBeforeMeeting(trigger) ? "before" : "after"]}
        value={timing.kind === "clock" ? "clock" : timing.unit}
        onChange={choose}
        className="min-w-0 flex-1 basis-52"
      />
      {timing.kind === "clock" && (
        <>
          <div className="flex flex-col gap-1.5">
            <span className={labelStyle} aria-hidden="true">
              At
            </span>
            <ClockField
              label={`${name}, at`}
              minute={minuteOf(timing.at)}
              onChange={(minute) => onChange({ ...timing, at: timeOfDay(minute) })}
              isInvalid={errorAt("at") !== undefined}
            />
            {errorAt("at") && <p className={fieldErrorStyle}>{errorAt("at")}</p>}
          </div>
          <Select
            label="Whose clock"
            options={zones}
            value={timing.zoneOf}
            onChange={(zoneOf) => onChange({ ...timing, zoneOf })}
            className="basis-44"
          />
        </>
      )}
      {onRemove && (
        <Button variant="quiet" aria-label={`Remove ${name}`} className="mt-7 px-3!" onPress={onRemove}>
          <CrossIcon className="size-4" />
        </Button>
      )}
    </fieldset>
  );
}
