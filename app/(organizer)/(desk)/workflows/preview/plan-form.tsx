"use client";

import { ClockField } from "@/app/_components/clock-field";
import { DatePicker } from "@/app/_components/date-picker";
import { labelStyle } from "@/app/_components/field-style";
import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { ZoneField } from "../../../_components/zone-field";
import { useAccountTime } from "../../../_lib/account-context";
import type { EventTypeChoice } from "../event-type-choice";
import type { PlanQuestion } from "./plan-question";
import type { PlanBookings } from "./plan-view";
import { occasionOptions } from "./plan-words";

type PlanFormProps = {
  question: PlanQuestion;
  onChange: (part: Partial<PlanQuestion>) => void;
  eventTypes: EventTypeChoice[];
  bookings: PlanBookings;
};

const madeUp = "";

/** What the booking is like, and what happens to it. */
export function PlanForm({ question, onChange, eventTypes, bookings }: PlanFormProps) {
  const format = useAccountTime();
  const options = bookings.map(({ uid, attendees, startsAt }) => {
    const start = new Date(startsAt);
    const who = attendees[0]?.name ?? "Nobody";
    return { id: uid, label: `${who}, ${format.shortDay(start)}, ${format.time(start)}` };
  });
  return (
    <div className="flex flex-col gap-5">
      <Select
        label="Booking"
        options={[{ id: madeUp, label: "A made-up one" }, ...options]}
        value={question.bookingUid ?? madeUp}
        onChange={(uid) => onChange({ bookingUid: uid === madeUp ? null : uid })}
      />
      <Select
        label="What happens"
        options={occasionOptions}
        value={question.occasion}
        onChange={(occasion) => onChange({ occasion })}
      />
      {question.bookingUid === null && (
        <MadeUpFields question={question} onChange={onChange} eventTypes={eventTypes} />
      )}
    </div>
  );
}

function MadeUpFields({ question, onChange, eventTypes }: Omit<PlanFormProps, "bookings">) {
  const choose = (eventTypeId: number) => {
    const chosen = eventTypes.find(({ id }) => id === eventTypeId);
    onChange({ eventTypeId, lengthMinutes: chosen?.lengthMinutes ?? question.lengthMinutes });
  };
  return (
    <>
      <Select
        label="Event type"
        options={eventTypes.map(({ id, title }) => ({ id, label: title }))}
        value={question.eventTypeId}
        onChange={choose}
      />
      <NumberField
        label="Minutes"
        isRequired
        minValue={1}
        maxValue={1440}
        value={question.lengthMinutes}
        onChange={(lengthMinutes) => onChange({ lengthMinutes })}
      />
      <DatePicker
        label="Date"
        value={question.startsOn}
        onChange={(startsOn) => startsOn && onChange({ startsOn })}
      />
      <div className="flex flex-col items-start gap-1.5">
        <span className={labelStyle} aria-hidden="true">
          Start, on your clock
        </span>
        <ClockField
          label="Start, on your clock"
          minute={question.startMinute}
          onChange={(startMinute) => onChange({ startMinute })}
        />
      </div>
      <ZoneField
        timeZone={question.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        description="Where the attendee is."
      />
      <div className="flex flex-col items-start">
        <Switch isSelected={question.hasPhone} onChange={(hasPhone) => onChange({ hasPhone })}>
          With a phone number
        </Switch>
        <Switch isSelected={question.isReturning} onChange={(isReturning) => onChange({ isReturning })}>
          They have booked before
        </Switch>
      </div>
    </>
  );
}
