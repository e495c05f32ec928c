"use client";

import { parseDate } from "@internationalized/date";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from "react-aria-components/Calendar";
import { DateInput, DateSegment } from "react-aria-components/DateField";
import { DatePicker as AriaDatePicker } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, groupInputStyle, segmentStyle } from "./field-style";
import { CalendarIcon } from "./icons/calendar-icon";
import { ChevronIcon } from "./icons/chevron-icon";

type DatePickerProps = {
  label: string;
  /** "YYYY-MM-DD". */
  value: string | null;
  onChange: (on: string | null) => void;
  /** The earliest date that can be chosen. */
  earliestOn?: string;
  description?: ReactNode;
  errorMessage?: string;
  className?: string;
};

const turnStyle =
  "focus-ring grid size-10 cursor-pointer place-items-center rounded-full hover:bg-hover data-disabled:text-faint";

/** A date, typed part by part or chosen from a calendar. */
export function DatePicker(props: DatePickerProps) {
  const { label, value, onChange, earliestOn, description, errorMessage, className } = props;
  return (
    <AriaDatePicker
      value={value ? parseDate(value) : null}
      onChange={(date) => onChange(date?.toString() ?? null)}
      minValue={earliestOn ? parseDate(earliestOn) : undefined}
      isInvalid={errorMessage !== undefined}
      isRequired
      validationBehavior="aria"
      shouldForceLeadingZeros
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel>{label}</FieldLabel>
      <Group className={classNames(groupInputStyle, "pr-0")}>
        <DateInput className="flex flex-1">
          {(segment) => <DateSegment segment={segment} className={segmentStyle} />}
        </DateInput>
        <Button className="focus-ring -my-2 grid size-11 shrink-0 cursor-pointer place-items-center rounded-md text-muted">
          <CalendarIcon />
        </Button>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="rounded-lg border border-line bg-surface p-3 shadow-raised outline-none data-entering:animate-appear">
        <Dialog className="outline-none">
          <PickerCalendar />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}

function PickerCalendar() {
  return (
    <Calendar className="w-72 max-w-full">
      <header className="mb-2 flex items-center justify-between">
        <Button slot="previous" className={turnStyle}>
          <ChevronIcon direction="left" />
        </Button>
        <CalendarHeading className="font-semibold" />
        <Button slot="next" className={turnStyle}>
          <ChevronIcon direction="right" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="short" className="w-full table-fixed border-collapse">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="pb-1 text-xs font-medium text-muted">{day}</CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="focus-ring mx-auto grid size-10 cursor-pointer place-items-center rounded-full hover:bg-hover data-disabled:text-faint data-outside-month:invisible data-selected:bg-accent data-selected:font-semibold data-selected:text-on-accent"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
