import { Inngest } from "inngest";

/**
 * The client of the configured Inngest server; which one that is, the INNGEST_* environment says.
 * Checkpointing is off: each step's result is on record before the next one starts.
 */
export const inngest = new Inngest({ id: "punctual", checkpointing: false });
