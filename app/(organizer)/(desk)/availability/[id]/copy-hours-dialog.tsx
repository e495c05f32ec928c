"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/button";
import { Checkbox } from "@/app/_components/checkbox";
import { Dialog } from "@/app/_components/dialog";
import { type Weekday, weekdays } from "@/server/domain/scheduling/local-date";
import { weekdayNames } from "./weekday-names";

type CopyHoursDialogProps = {
  from: Weekday;
  onCopy: (days: Weekday[]) => void;
  onClose: () => void;
};

/** Asks which days are to have the hours of one. */
export function CopyHoursDialog({ from, onCopy, onClose }: CopyHoursDialogProps) {
  const [days, setDays] = useState<Weekday[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands in the schedule's form, which must not be sent by it.
    event.stopPropagation();
    onCopy(days);
    onClose();
  };
  return (
    <Dialog
      title={`Copy the hours of ${weekdayNames[from]}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-muted">The days you choose have these hours instead of their own.</p>
        <div>
          {weekdays
            .filter((weekday) => weekday !== from)
            .map((weekday) => (
              <Checkbox
                key={weekday}
                isSelected={days.includes(weekday)}
                onChange={(isChosen) =>
                  setDays(isChosen ? [...days, weekday] : days.filter((each) => each !== weekday))
                }
              >
                {weekdayNames[weekday]}
              </Checkbox>
            ))}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Back
          </Button>
          <Button type="submit" isDisabled={days.length === 0}>
            Copy
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
