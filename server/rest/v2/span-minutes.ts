import { RestError } from "../rest-error";

/**
 * How many minutes lie between a start and an end, both with their offsets; nothing when there is no end.
 * @throws RestError 400 that names the field of the end, where they aren't whole or aren't any.
 */
export function spanMinutes(start: string, end: string, field: string): number;
export function spanMinutes(start: string, end: string | null | undefined, field: string): number | undefined;
export function spanMinutes(
  start: string,
  end: string | null | undefined,
  field: string,
): number | undefined {
  if (end === null || end === undefined) return undefined;
  const minutes = (Date.parse(end) - Date.parse(start)) / 60_000;
  if (Number.isInteger(minutes) && minutes >= 1) return minutes;
  throw new RestError(400, `${field} must be a whole number of minutes after the start.`, {
    field,
    reason: "input_not_valid",
  });
}
