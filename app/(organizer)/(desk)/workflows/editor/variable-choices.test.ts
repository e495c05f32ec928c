import { expect, test } from "vitest";
import { splitFormat } from "@/server/domain/templates/booking-variables";
import { variableChoices } from "./variable-choices";

const variable = (name: string, takesFormat = false) => ({ name, example: `${name}!`, takesFormat });

test("names come first, answers last, and dates also in formats that templates understand", () => {
  const choices = variableChoices(
    [
      variable("PLAN"),
      variable("EVENT_TIME", true),
      variable("EVENT_DATE", true),
      variable("ATTENDEE_FIRST_NAME"),
    ],
    new Date("2026-11-24T17:05:00Z"),
    "Europe/Berlin",
  );
  expect(choices.map(({ id }) => id)).toEqual([
    "ATTENDEE_FIRST_NAME",
    ...["EVENT_DATE", "EVENT_DATE_dddd, D MMMM", "EVENT_DATE_D MMM", "EVENT_DATE_YYYY-MM-DD"],
    ...["EVENT_TIME", "EVENT_TIME_HH:mm", "EVENT_TIME_h:mm A"],
    "PLAN",
  ]);
  expect(choices.find(({ id }) => id === "EVENT_DATE_dddd, D MMMM")?.example).toBe("Tuesday, 24 November");
  expect(choices.find(({ id }) => id === "EVENT_TIME_HH:mm")?.example).toBe("18:05");
  const formatted = choices.map(({ id }) => id).filter((id) => /_[A-Za-z]*[a-z]/.test(id));
  for (const id of formatted) expect(splitFormat(id)).not.toBeNull();
});
