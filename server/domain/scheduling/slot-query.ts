import type { HostAvailability } from "./host-availability";
import type { Interval } from "./interval";
import type { SchedulingRules } from "./scheduling-rules";

/** Whether one free host is enough for a slot, or every host must be free. */
export type HostCombination = "any" | "all";

/** All that decides when something can be booked. Whoever reschedules leaves the old booking out of `busy`. */
export type SlotQuery = {
  rules: SchedulingRules;
  lengthMinutes: number;
  hosts: readonly HostAvailability[];
  combine: HostCombination;
  nowMs: number;
  /** Slots start inside it; they may end after it. */
  window: Interval;
};

export type Slot = Interval & {
  /** The hosts that are free, in the query's order: at least one, or all of them. */
  hostIds: readonly string[];
  /** Only with seats: the most that one booking can take. */
  seatsRemaining?: number;
};
