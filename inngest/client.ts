import { type ClientOptions, Inngest } from "inngest";

/**
 * A client of the configured Inngest server; which one that is, the INNGEST_* environment says.
 * Checkpointing is off: each step's result is on record before the next one starts.
 */
export function createInngestClient(options: Omit<ClientOptions, "id" | "checkpointing"> = {}): Inngest {
  return new Inngest({ ...options, id: "punctual", checkpointing: false });
}
