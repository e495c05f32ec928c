import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Server as NetServer } from "node:net";
import path from "node:path";
import type { SMTPServer } from "smtp-server";
import { type Clock, systemClock } from "@/server/platform/clock";
import { createLogger, type Logger } from "@/server/platform/logger";
import { type Random, systemRandom } from "@/server/platform/random";
import { answerJson } from "./http/http-answer";
import { createHttpServer } from "./http/http-server";
import type { Route } from "./http/route";
import { mailRoutes } from "./mail/mail-routes";
import { createSmtpReceiver } from "./mail/smtp-receiver";
import { LiveUpdates } from "./page/live-updates";
import { pageRoutes } from "./page/page-routes";
import { type HttpSmsAccount, httpSmsApiRoutes } from "./sms/http-sms-api";
import { phoneRoutes } from "./sms/phone-routes";
import { TextCourse } from "./sms/text-course";
import { twilioApiRoutes } from "./sms/twilio-api";
import { WebhookCaller } from "./sms/webhook-caller";
import { defaultStoreLimits, SandboxStore, type StoreLimits } from "./store/sandbox-store";

export type SandboxOptions = {
  /** 0 takes a free port. */
  httpPort: number;
  smtpPort: number;
  accountSid: string;
  authToken: string;
  /** `memory` forgets with the process; otherwise the folder that holds the journal. */
  storage: "memory" | { folder: string };
  /** The product's public address, and where it listens on this machine. */
  publicUrl?: string;
  localUrl?: string;
  /** Where replies go; by default the product's own webhook. */
  inboundUrl?: string;
  /** The number that a messaging service sends from. */
  serviceSender?: string;
  /** Serves texts by an HTTP provider's API as well. */
  httpSms?: HttpSmsAccount;
  retryDelaysMs?: readonly number[];
  webhookTimeoutMs?: number;
  limits?: StoreLimits;
  clock?: Clock;
  random?: Random;
  logger?: Logger;
};

const host = "127.0.0.1";
const retryDelaysMsDefault = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** A stand-in for the outside world on this machine: a Twilio-compatible API, a mail server and their phones. */
export class Sandbox {
  readonly #parts: RunningParts;

  private constructor(parts: RunningParts) {
    this.#parts = parts;
  }

  /** Listens on loopback; what an earlier run stored is there again and unfinished callbacks go on. */
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const logger = options.logger ?? createLogger({ level: "silent", name: "sandbox" });
    const { clock = systemClock, random = systemRandom, limits = defaultStoreLimits } = options;
    const store =
      options.storage === "memory"
        ? SandboxStore.inMemory(limits, logger)
        : SandboxStore.open(path.join(options.storage.folder, "sandbox"), limits, logger);
    const course = createCourse(options, { store, clock, random, logger });
    const live = new LiveUpdates(store);
    const http = createHttpServer(createRoutes(options, { store, clock, random, course, live }), logger);
    const smtp = createSmtpReceiver({ store, clock, random, logger });
    http.listen(options.httpPort, host);
    await once(http, "listening");
    const smtpSocket = smtp.listen(options.smtpPort, host);
    await once(smtpSocket, "listening");
    course.resume();
    return new Sandbox({ http, smtp, smtpSocket, store, course, live });
  }

  get url(): string {
    return `http://${host}:${(this.#parts.http.address() as AddressInfo).port}`;
  }

  get smtpUrl(): string {
    return `smtp://${host}:${(this.#parts.smtpSocket.address() as AddressInfo).port}`;
  }

  /** Resolves when every status callback and reply has been delivered or given up. */
  whenQuiet(): Promise<void> {
    return this.#parts.course.whenQuiet();
  }

  /** Stops listening, breaks what is open and leaves the rest to the next start. */
  async stop(): Promise<void> {
    const { http, smtp, smtpSocket, store, course, live } = this.#parts;
    course.stop();
    live.stop();
    const closed = Promise.all([once(http, "close"), once(smtpSocket, "close")]);
    http.close();
    http.closeAllConnections();
    smtp.close();
    for (const connection of smtp.connections) connection.close();
    await closed;
    store.close();
  }
}

type RunningParts = {
  http: Server;
  smtp: SMTPServer;
  smtpSocket: NetServer;
  store: SandboxStore;
  course: TextCourse;
  live: LiveUpdates;
};

type Parts = { store: SandboxStore; clock: Clock; random: Random; logger: Logger };

function createCourse(options: SandboxOptions, parts: Parts): TextCourse {
  const { authToken, accountSid, publicUrl, localUrl, webhookTimeoutMs = 15_000 } = options;
  const callbackSecret = options.httpSms?.callbackSecret ?? "";
  const inboundUrl = (provider: string) => (publicUrl ? `${publicUrl}/api/webhooks/${provider}/inbound` : "");
  return new TextCourse({
    ...parts,
    caller: new WebhookCaller({
      authToken,
      callbackSecret,
      clock: parts.clock,
      publicUrl,
      localUrl,
      timeoutMs: webhookTimeoutMs,
    }),
    facts: {
      accountSid,
      inboundUrls: { twilio: options.inboundUrl ?? inboundUrl("twilio"), http: inboundUrl("http-sms") },
    },
    retryDelaysMs: options.retryDelaysMs ?? retryDelaysMsDefault,
  });
}

function createRoutes(
  options: SandboxOptions,
  parts: Omit<Parts, "logger"> & { course: TextCourse; live: LiveUpdates },
): Route[] {
  const { accountSid, authToken, serviceSender = "+15005550006" } = options;
  const { httpSms } = options;
  const sms = { ...parts, accountSid, authToken, serviceSender, httpSender: httpSms?.sender ?? "" };
  return [
    { method: "GET", pattern: /^\/health$/, handle: () => answerJson(200, { status: "ok" }) },
    {
      method: "POST",
      pattern: /^\/reset$/,
      handle: () => {
        parts.store.record({ type: "reset" });
        return answerJson(200, { status: "ok" });
      },
    },
    ...twilioApiRoutes(sms),
    ...(httpSms ? httpSmsApiRoutes({ ...sms, account: httpSms }) : []),
    ...phoneRoutes(sms),
    ...mailRoutes(parts.store, parts.random),
    ...pageRoutes(parts.store, parts.live),
  ];
}
