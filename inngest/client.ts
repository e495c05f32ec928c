import { Inngest } from "inngest";

/**
 * A client of the configured Inngest server; which one that is, the INNGEST_* environment says.
 * Checkpointing is off: each step's result is on record before the next one starts.
 */
export function createInngestClient(options: { fetch?: typeof fetch; baseUrl?: string } = {}): Inngest {
  return new Inngest({ id: "punctual", checkpointing: false, ...options });
}
