import type { RouterOutputs } from "@/app/_lib/router-outputs";

/** An event type that a workflow can be on for. */
export type EventTypeChoice = RouterOutputs["eventType"]["list"][number];
