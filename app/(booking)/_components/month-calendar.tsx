"use client";

import { type CalendarDate, parseDate, toCalendarDate, toZoned } from "@internationalized/date";
import { useRef } from "react";
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
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { classNames } from "@/app/_lib/class-names";

type MonthCalendarProps = {
  /** Decides with `todayOn` which day is called today, for readers of the server's page as well. */
  timeZone: string;
  todayOn: string;
  /** The day whose times are shown. */
  chosenOn: string | null;
  /** The day that arrow keys start from; its month is the one shown. */
  focusedOn: string;
  /** Null while it isn't known. */
  isFree: ((on: string) => boolean) | null;
  onChoose: (on: string) => void;
  /** `isInGrid` tells moving to a day from turning the page. */
  onFocus: (on: string, isInGrid: boolean) => void;
};

const turnStyle =
  "focus-ring grid size-11 cursor-pointer place-items-center rounded-full text-ink hover:bg-hover data-disabled:cursor-default data-disabled:text-faint data-disabled:hover:bg-transparent";

/** A month of days: those with free times stand out, the others can be looked at but not chosen. */
export function MonthCalendar(props: MonthCalendarProps) {
  const { timeZone, todayOn, chosenOn, focusedOn, isFree, onChoose, onFocus } = props;
  const grid = useRef<HTMLDivElement>(null);
  return (
    <Calendar
      aria-label="Days"
      value={chosenOn === null ? null : toZoned(parseDate(chosenOn), timeZone)}
      onChange={(date) => onChoose(toCalendarDate(date).toString())}
      focusedValue={parseDate(focusedOn)}
      onFocusChange={(date) =>
        onFocus(date.toString(), grid.current?.contains(document.activeElement) ?? false)
      }
      minValue={parseDate(todayOn)}
      isDateUnavailable={(date) => !isFree?.(date.toString())}
      className="w-full max-w-md"
    >
      <header className="mb-2 flex items-center justify-between gap-2">
        <CalendarHeading level={3} className="pl-2 text-lg font-semibold tracking-tight" />
        <div className="flex">
          <Button slot="previous" className={turnStyle}>
            <ChevronIcon direction="left" />
          </Button>
          <Button slot="next" className={turnStyle}>
            <ChevronIcon direction="right" />
          </Button>
        </div>
      </header>
      <div ref={grid} className="md:min-h-82">
        <CalendarGrid
          weekdayStyle="short"
          className="w-full table-fixed border-collapse"
          aria-busy={isFree === null}
        >
          <CalendarGridHeader>
            {(day) => (
              <CalendarHeaderCell className="pb-2 text-xs font-medium text-muted">{day}</CalendarHeaderCell>
            )}
          </CalendarGridHeader>
          <CalendarGridBody className="[&_td]:p-0.5">
            {(date) => (
              <Day
                date={date}
                isToday={date.toString() === todayOn}
                isLoading={isFree === null}
                onPointAt={() => onFocus(date.toString(), true)}
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </div>
    </Calendar>
  );
}

type DayProps = { date: CalendarDate; isToday: boolean; isLoading: boolean; onPointAt: () => void };

function Day({ date, isToday, isLoading, onPointAt }: DayProps) {
  return (
    <CalendarCell
      date={date}
      onClick={onPointAt}
      className={({ isSelected, isUnavailable, isDisabled, isOutsideMonth }) =>
        classNames(
          "focus-ring relative mx-auto grid aspect-square w-full max-w-12 place-items-center rounded-full text-base transition-colors duration-150",
          isOutsideMonth && "invisible",
          isSelected && "bg-accent font-semibold text-on-accent",
          isDisabled && "text-faint",
          !isSelected && !isDisabled && isUnavailable && "cursor-default text-muted",
          !isSelected &&
            !isDisabled &&
            !isUnavailable &&
            "cursor-pointer bg-accent-soft font-semibold text-accent-text hover:outline-2 hover:outline-accent",
          isLoading && "animate-pulse-soft",
        )
      }
    >
      {({ formattedDate }) => (
        <>
          {formattedDate}
          {isToday && <span className="absolute bottom-1.5 h-0.5 w-3.5 rounded-full bg-current" />}
        </>
      )}
    </CalendarCell>
  );
}
