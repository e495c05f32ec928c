"use client";

import { Time } from "@internationalized/date";
import { DateInput, DateSegment } from "react-aria-components/DateField";
import { useLocale } from "react-aria-components/I18nProvider";
import { TimeField } from "react-aria-components/TimeField";
import { classNames } from "@/app/_lib/class-names";
import { plainSpaces } from "@/app/_lib/time-format";
import { useHourCycle } from "@/app/_lib/use-hour-cycle";
import { groupInputStyle, segmentStyle } from "./field-style";

type ClockFieldProps = {
  /** Read out; what stands around the field shows it to the eye. */
  label: string;
  /** Minutes after midnight, less than a day. */
  minute: number;
  onChange: (minute: number) => void;
  isInvalid?: boolean;
};

/** A time of the clock, typed part by part, in the reader's hours. */
export function ClockField({ label, minute, onChange, isInvalid = false }: ClockFieldProps) {
  const { locale } = useLocale();
  const { hourCycle } = useHourCycle(locale);
  return (
    <TimeField
      aria-label={label}
      value={new Time(Math.floor(minute / 60), minute % 60)}
      onChange={(time) => time && onChange(time.hour * 60 + time.minute)}
      hourCycle={hourCycle === "h12" ? 12 : 24}
      shouldForceLeadingZeros={hourCycle === "h23"}
      isInvalid={isInvalid}
      validationBehavior="aria"
    >
      <DateInput className={classNames(groupInputStyle, "w-auto! px-2 whitespace-nowrap")}>
        {(segment) => (
          <DateSegment segment={segment} className={segmentStyle}>
            {({ text }) => plainSpaces(text)}
          </DateSegment>
        )}
      </DateInput>
    </TimeField>
  );
}
