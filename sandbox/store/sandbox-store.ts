import path from "node:path";
import type { Logger } from "@/server/platform/logger";
import { createMemoryJournal, type Journal, openJournal } from "./journal";
import type { SandboxEvent } from "./records";
import { SandboxState } from "./sandbox-state";

export type StoreLimits = { texts: number; requests: number; mails: number; journalBytes: number };

export const defaultStoreLimits: StoreLimits = {
  texts: 50_000,
  requests: 50_000,
  mails: 20_000,
  journalBytes: 256 * 1024 * 1024,
};

/** A tenth above a limit is let grow before the oldest are dropped, so that dropping stays rare. */
const slack = 1.1;

/** The sandbox's memory: nothing is answered before `record` has returned. */
export class SandboxStore {
  #state = new SandboxState();
  readonly #journal: Journal;
  readonly #limits: StoreLimits;
  readonly #listeners = new Set<(event: SandboxEvent) => void>();
  #bytesAfterCompaction = 0;

  private constructor(
    openWith: (onLine: (line: string) => void) => Journal,
    limits: StoreLimits,
    logger: Logger,
  ) {
    this.#limits = limits;
    let unreadableCount = 0;
    this.#journal = openWith((line) => {
      try {
        this.#state.apply(JSON.parse(line) as SandboxEvent);
      } catch {
        unreadableCount += 1;
      }
    });
    this.#bytesAfterCompaction = this.#journal.byteLength;
    if (unreadableCount > 0) logger.warn({ unreadableCount }, "lines of the sandbox's journal were skipped");
    this.#compactWhenLarge();
  }

  /** What an earlier run left in the folder is there again. */
  static open(folder: string, limits: StoreLimits, logger: Logger): SandboxStore {
    return new SandboxStore(
      (onLine) => openJournal(path.join(folder, "journal.jsonl"), onLine),
      limits,
      logger,
    );
  }

  static inMemory(limits: StoreLimits, logger: Logger): SandboxStore {
    return new SandboxStore(createMemoryJournal, limits, logger);
  }

  get state(): SandboxState {
    return this.#state;
  }

  /** Writes the event, then makes it so, then tells the listeners. */
  record(event: SandboxEvent): void {
    if (event.type === "reset") this.#journal.replace([]);
    else this.#journal.append(JSON.stringify(event));
    this.#state.apply(event);
    this.#compactWhenLarge();
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls the listener after each event until the returned function is called. */
  onEvent(listener: (event: SandboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#journal.close();
  }

  #compactWhenLarge(): void {
    const { texts, requests, mails, journalBytes } = this.#limits;
    const crowded =
      this.#state.texts.length > texts * slack ||
      this.#state.requests.length > requests * slack ||
      this.#state.mails.length > mails * slack;
    const { byteLength } = this.#journal;
    const bloated = byteLength > journalBytes && byteLength > 2 * this.#bytesAfterCompaction;
    if (!crowded && !bloated) return;
    const events = [...this.#state.snapshot(this.#limits)];
    this.#journal.replace(events.map((event) => JSON.stringify(event)));
    this.#bytesAfterCompaction = this.#journal.byteLength;
    this.#state = new SandboxState();
    for (const event of events) this.#state.apply(event);
  }
}
