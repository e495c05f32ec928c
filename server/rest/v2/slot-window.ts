import { z } from "zod";
import { RestError } from "../rest-error";
import { withOffset } from "./instant-spelling";

const millisecondsPerDay = 86_400_000;
const dateSchema = z.iso.date();
const instantSchema = z.iso.datetime({ offset: true, local: true });
const explanation = "must be an ISO 8601 date, or date and time, such as 2026-11-24 or 2026-11-24T09:00:00Z";

/**
 * The window that the parameters `start` and `end`, or what else they are called, mean: times without an offset are
 * UTC, and a date alone is its first instant at the start and its whole day at the end.
 * @throws RestError 400 for what is neither a date nor an instant.
 */
export function slotWindow(
  window: { start: string; end: string },
  names = { start: "start", end: "end" },
): { from: string; to: string } {
  return {
    from: edge(names.start, window.start, 0),
    to: edge(names.end, window.end, millisecondsPerDay),
  };
}

function edge(field: string, given: string, ofDateMs: number): string {
  // A plus sign that wasn't encoded arrives as a space.
  const spelling = given.trim().replace(/ (?=\d{2}:\d{2}$)/, "+");
  if (dateSchema.safeParse(spelling).success) {
    return new Date(Date.parse(spelling) + ofDateMs).toISOString();
  }
  if (instantSchema.safeParse(spelling).success) return withOffset(spelling);
  throw new RestError(400, `Invalid ${field} date`, {
    field,
    reason: "input_not_valid",
    errors: [{ field, message: explanation }],
  });
}
