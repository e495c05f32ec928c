import type { ServerResponse } from "node:http";
import type { SandboxEvent } from "../store/records";
import { mailboxOf, phoneOf } from "../store/sandbox-state";
import type { SandboxStore } from "../store/sandbox-store";

const gatherMs = 120;
const heartbeatMs = 20_000;
const listenersMax = 50;

/** Tells open pages which phones and mailboxes changed, many changes at a time (Server-Sent Events). */
export class LiveUpdates {
  readonly #store: SandboxStore;
  readonly #responses = new Set<ServerResponse>();
  readonly #changed = new Set<string>();
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: SandboxStore) {
    this.#store = store;
    this.#stopListening = store.onEvent((event) => this.#note(event));
    this.#heartbeat = setInterval(() => this.#write(": still here\n\n"), heartbeatMs);
    this.#heartbeat.unref();
  }

  add(response: ServerResponse): void {
    if (this.#responses.size >= listenersMax) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 1000\n\n");
    this.#responses.add(response);
    response.once("close", () => this.#responses.delete(response));
  }

  stop(): void {
    this.#stopListening();
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    for (const response of this.#responses) response.end();
  }

  #note(event: SandboxEvent): void {
    if (this.#responses.size === 0) return;
    for (const key of this.#keysOf(event)) this.#changed.add(key);
    if (this.#changed.size > 0) this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #keysOf(event: SandboxEvent): string[] {
    switch (event.type) {
      case "text_added":
        return [phoneOf(event.text)];
      case "text_progressed":
      case "requests_done": {
        const text = this.#store.state.textsBySid.get(event.sid);
        return text ? [phoneOf(text)] : [];
      }
      case "opted_in":
      case "opted_out":
        return [event.phone];
      case "mail_added":
        return event.mail.recipients.map(mailboxOf);
      case "sms_account_changed":
      case "mail_account_changed":
        return ["accounts"];
      case "reset":
        return ["*"];
      default:
        return [];
    }
  }

  #flush(): void {
    this.#timer = undefined;
    this.#write(`data: ${JSON.stringify({ changed: [...this.#changed] })}\n\n`);
    this.#changed.clear();
  }

  #write(text: string): void {
    for (const response of this.#responses) response.write(text);
  }
}
