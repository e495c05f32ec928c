import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import type { Random } from "@/server/platform/random";
import { createSid } from "../store/create-sid";
import type { TextRecord } from "../store/records";
import type { SandboxStore } from "../store/sandbox-store";
import { planRequests, type WebhookFacts } from "./planned-requests";
import { readTwimlMessages } from "./read-twiml";
import type { WebhookAnswer, WebhookCaller } from "./webhook-caller";

export type TextCourseParts = {
  store: SandboxStore;
  clock: Clock;
  random: Random;
  logger: Logger;
  caller: WebhookCaller;
  facts: WebhookFacts;
  /** The waits between tries of a web request that wasn't answered; after the last it is given up. */
  retryDelaysMs: readonly number[];
};

const concurrentRequests = 8;

/** What happens to a text once the API has answered: its statuses, and the web requests that tell of them. */
export class TextCourse {
  readonly #parts: TextCourseParts;
  readonly #queue: { sid: string; tries: number }[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Accepted, but their answer isn't out yet. */
  readonly #announced = new Set<string>();
  #quietListeners: (() => void)[] = [];
  #running = 0;
  #stopped = false;

  constructor(parts: TextCourseParts) {
    this.#parts = parts;
  }

  /** Takes up every text whose course an earlier run didn't finish. */
  resume(): void {
    for (const text of this.#parts.store.state.texts) {
      const { length } = planRequests(text, this.#parts.facts);
      if (text.status === "queued" || text.status === "accepted" || text.requestsDone < length)
        this.follow(text.sid);
    }
  }

  /** Says that a text will be followed as soon as its sender has been answered. */
  announce(sid: string): void {
    this.#announced.add(sid);
  }

  follow(sid: string): void {
    this.#announced.delete(sid);
    const text = this.#parts.store.state.textsBySid.get(sid);
    if (!text || this.#stopped) {
      this.#tellIfQuiet();
      return;
    }
    const { finalStatus, errorCode } = text.course;
    if ((text.status === "queued" || text.status === "accepted") && text.status !== finalStatus) {
      const at = this.#parts.clock.now().toISOString();
      this.#parts.store.record({ type: "text_progressed", sid, status: finalStatus, errorCode, at });
    }
    this.#queue.push({ sid, tries: 0 });
    this.#pump();
  }

  /** One try of the text's next web request; null when there is none left, `false` when it wasn't answered. */
  async tryNextRequest(sid: string): Promise<WebhookAnswer | false | null> {
    const { store, caller, facts } = this.#parts;
    const text = store.state.textsBySid.get(sid);
    const planned = text && planRequests(text, facts)[text.requestsDone];
    if (!text || !planned || !caller.canReach(planned.url)) return null;
    const answer = await caller.post(planned);
    if (!answer || answer.status >= 500) return false;
    this.#finishRequest(text);
    if (text.direction === "inbound") this.#sendReplies(text, answer);
    return answer;
  }

  /** Resolves when no text has a web request left to make or to try again. */
  async whenQuiet(): Promise<void> {
    if (this.#isQuiet()) return;
    await new Promise<void>((resolve) => this.#quietListeners.push(resolve));
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#parts.caller.stop();
    this.#tellIfQuiet();
  }

  #finishRequest(text: TextRecord): void {
    if (this.#stopped || !this.#parts.store.state.textsBySid.has(text.sid)) return;
    this.#parts.store.record({ type: "requests_done", sid: text.sid, count: text.requestsDone + 1 });
  }

  #sendReplies(inbound: TextRecord, answer: WebhookAnswer): void {
    const { store, clock, random } = this.#parts;
    if (this.#stopped || !answer.contentType.includes("xml")) return;
    if (store.state.isOptedOut(inbound.from, inbound.to)) return;
    for (const body of readTwimlMessages(answer.body)) {
      const at = clock.now().toISOString();
      store.record({
        type: "text_added",
        text: {
          sid: createSid(random, "SM"),
          direction: "outbound-reply",
          to: inbound.from,
          from: inbound.to,
          body,
          createdAt: at,
          updatedAt: at,
          sentAt: at,
          status: "delivered",
          course: { finalStatus: "delivered", callback: "none" },
          requestsDone: 0,
        },
      });
    }
  }

  #pump(): void {
    while (!this.#stopped && this.#running < concurrentRequests) {
      const job = this.#queue.shift();
      if (!job) return;
      this.#running += 1;
      void this.#run(job.sid, job.tries).finally(() => {
        this.#running -= 1;
        this.#pump();
        this.#tellIfQuiet();
      });
    }
  }

  #isQuiet(): boolean {
    const waiting = this.#announced.size + this.#running + this.#queue.length + this.#timers.size;
    return this.#stopped || waiting === 0;
  }

  #tellIfQuiet(): void {
    if (!this.#isQuiet()) return;
    for (const tell of this.#quietListeners.splice(0)) tell();
  }

  async #run(sid: string, tries: number): Promise<void> {
    let triesLeftBehind = tries;
    while (!this.#stopped) {
      const answer = await this.tryNextRequest(sid);
      if (answer === null || this.#stopped) return;
      if (answer === false) return this.#retryLater(sid, triesLeftBehind);
      triesLeftBehind = 0;
    }
  }

  #retryLater(sid: string, tries: number): void {
    const delayMs = this.#parts.retryDelaysMs[tries];
    if (delayMs === undefined) {
      this.#parts.logger.warn({ sid }, "a web request of the sandbox was given up: no answer");
      const text = this.#parts.store.state.textsBySid.get(sid);
      if (text) this.#finishRequest(text);
      this.#queue.push({ sid, tries: this.#parts.retryDelaysMs.length });
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue.push({ sid, tries: tries + 1 });
      this.#pump();
    }, delayMs);
    this.#timers.add(timer);
  }
}
