import type { FuzzSubjects } from "./fuzz-requests";

export type FuzzMemory = {
  /** What the next requests may speak of: what was there, and what answers have named since. */
  subjects(): FuzzSubjects;
  learn(pattern: string, body: unknown): void;
};

const kept = 200;

/** Remembers the names of what a run has made, so that later requests read, change and delete it. */
export function createFuzzMemory(start: Omit<FuzzSubjects, "params">): FuzzMemory {
  const params: Record<string, string[]> = {};
  let { keysToReplace } = start;
  const remember = (name: string, value: unknown) => {
    if (typeof value !== "string" && typeof value !== "number") return;
    params[name] = [...(params[name] ?? []), String(value)].slice(-kept);
  };
  return {
    subjects: () => ({ ...start, keysToReplace, params }),
    learn: (pattern, body) => {
      const { data } = (body ?? {}) as { data?: unknown };
      for (const item of [data].flat()) {
        if (typeof item !== "object" || item === null) continue;
        const { id, uid, seatUid, reservationUid, recurringBookingUid, apiKey } = item as Record<
          string,
          unknown
        >;
        if (typeof apiKey === "string") keysToReplace = [apiKey];
        for (const each of [uid, reservationUid, recurringBookingUid]) remember("uid", each);
        remember("seatUid", seatUid);
        const own = /:(\w+Id)/.exec(pattern)?.[1] ?? ownIds[pattern];
        // What is booked stays as it is, or nothing could be booked after a while.
        const isBooked = own === "eventTypeId" && start.eventTypeIds.includes(id as number);
        if (own && !isBooked) remember(own, id);
      }
    },
  };
}

const ownIds: Readonly<Record<string, string>> = {
  "/event-types": "eventTypeId",
  "/schedules": "scheduleId",
  "/me/ooo": "oooId",
};
