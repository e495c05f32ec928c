import type { RouterOutputs } from "@/app/_lib/router-outputs";

export type ChangeCounts = Pick<
  RouterOutputs["workflow"]["previewChange"],
  "adds" | "moves" | "rewrites" | "cancels" | "bookings"
>;

const verbs = [
  ["adds", "adds"],
  ["moves", "moves"],
  ["rewrites", "rewords"],
  ["cancels", "calls off"],
] as const satisfies [keyof ChangeCounts, string][];

/** How many messages a change touches. */
export function changeSize({ adds, moves, rewrites, cancels }: ChangeCounts): number {
  return adds + moves + rewrites + cancels;
}

/** What a change does to upcoming bookings: "This adds 143 messages, moves 12 and calls off 9, for 150 bookings." */
export function changeInWords(counts: ChangeCounts): string {
  const parts = verbs
    .filter(([name]) => counts[name] > 0)
    .map(([name, verb]) => ({ verb, count: counts[name] }));
  if (parts.length === 0) return "Nothing changes for meetings that are booked already.";
  const [first, ...others] = parts.map(({ verb, count }, index) =>
    index === 0 ? `${verb} ${counted(count, "message")}` : `${verb} ${count}`,
  );
  const list =
    others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(", ")} and ${others.at(-1)}`;
  return `This ${list}, for ${counted(counts.bookings, "upcoming booking")}.`;
}

/** A number of things: "1 message", "2 messages". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
