/** Minutes after midnight, from "HH:MM". */
export function minuteOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return hours * 60 + minutes;
}

/** "HH:MM", from minutes after midnight. */
export function timeOfDay(minute: number): string {
  const part = (number: number) => String(number).padStart(2, "0");
  return `${part(Math.floor(minute / 60))}:${part(minute % 60)}`;
}
