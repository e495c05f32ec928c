import { z } from "zod";
import { RestError } from "../rest-error";
import { withOffset } from "./instant-spelling";

const millisecondsPerDay = 86_400_000;
const dateSchema = z.iso.date();
const instantSchema = z.iso.datetime({ offset: true, local: true });
const explanation = "must be an ISO 8601 date, or date and time, such as 2026-11-24 or 2026-11-24T09:00:00Z";

/**
 * The window that the parameters `start` and `end` mean: times without an offset are UTC, and a date alone is
 * its first instant at the start and its whole day at the end.
 * @throws RestError 400 for what is neither a date nor an instant.
 */
export function slotWindow(query: { start: string; end: string }): { from: string; to: string } {
  return {
    from: edge("start", query.start, 0),
    to: edge("end", query.end, millisecondsPerDay),
  };
}

function edge(field: "start" | "end", given: string, ofDateMs: number): string {
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
