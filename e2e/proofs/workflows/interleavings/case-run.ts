import { eq, inArray } from "drizzle-orm";
import { isOfBooking } from "@/db/queries/is-of-booking";
import { attempts, messages } from "@/db/schema/messages";
import type { World } from "@/inngest/testing/create-world";
import { ServiceError } from "@/server/platform/service-error";
import type { BookingView } from "@/server/services/bookings/booking-view";
import { cancelBooking } from "@/server/services/bookings/cancel-booking";
import { confirmAttendance } from "@/server/services/bookings/confirm-attendance";
import { createBooking } from "@/server/services/bookings/create-booking";
import { rescheduleBooking } from "@/server/services/bookings/reschedule-booking";
import { cancelMessage } from "@/server/services/messages/cancel-message";
import { lookAfterMessages } from "@/server/services/messages/look-after-messages";
import { receiveText } from "@/server/services/messages/receive-text";
import { type Receipt, recordReceipt } from "@/server/services/messages/record-receipt";
import { retryMessage } from "@/server/services/messages/retry-message";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingInput } from "@/server/services/testing/booking-input";
import { setWorkflowActive } from "@/server/services/workflows/set-workflow-active";
import { updateWorkflow } from "@/server/services/workflows/update-workflow";
import type { Dice } from "../dice";
import type { CaseHost } from "./case-host";

/** An attempt, and what it was to send. */
export type TriedMessage = { id: string; bookingId: number; channel: string; source: string; body: string };

/** What had been tried when a change had committed, and which attempts must not come after it. */
export type Snapshot = {
  what: string;
  attemptIds: ReadonlySet<string>;
  isStale(attempt: TriedMessage): boolean;
};

const deeds = [
  "cancel",
  "move",
  "move",
  "stop",
  "start",
  "edit",
  "switch off",
  "switch on",
  "call off",
  "retry",
  "confirm",
  "receipt",
  "look after",
  "look after",
] as const;
export type Deed = (typeof deeds)[number];

/** One booking of one host, and all that is done to it at the same time as the engine moves its messages. */
export class CaseRun {
  readonly snapshots: Snapshot[] = [];
  readonly done: Deed[] = [];
  readonly bookingIds: number[] = [];
  readonly failures: string[] = [];
  #uid = "";
  #edits = 0;

  constructor(
    private readonly world: World,
    private readonly dice: Dice,
    readonly host: CaseHost,
    readonly phone: string,
    private readonly nextStart: () => Date,
  ) {}

  async book(): Promise<void> {
    const attendee = {
      name: "Ada Byron",
      email: "ada@example.org",
      phoneNumber: this.phone,
      timeZone: "UTC",
    };
    const startsAt = this.nextStart().toISOString();
    const { answer } = await createBooking(
      this.#anyone,
      bookingInput(this.host.eventTypeId, { startsAt, attendee }),
    );
    await this.#follow(answer);
  }

  /** Does something by chance; what the product refuses is fine, anything else that is thrown is not. */
  async act(): Promise<void> {
    const deed = this.dice.pick(deeds);
    this.done.push(deed);
    try {
      await this.#do(deed);
    } catch (error) {
      if (!(error instanceof ServiceError)) this.failures.push(`${deed}: ${error}`);
    }
  }

  async #do(deed: Deed): Promise<unknown> {
    switch (deed) {
      case "cancel":
        return this.#cancel();
      case "move":
        return this.#move();
      case "stop":
      case "start":
        return this.#text(deed);
      case "edit":
        return this.#edit();
      case "switch off":
        return setWorkflowActive(this.#asHost, { id: this.host.reminder.id, activeOn: { kind: "off" } });
      case "switch on":
        return setWorkflowActive(this.#asHost, { id: this.host.reminder.id, activeOn: { kind: "all" } });
      case "call off":
        return this.#withMessage((id) => cancelMessage(this.#asHost, { id }));
      case "retry":
        return this.#withMessage((id) => retryMessage(this.#asHost, { id, mayArriveTwice: false }));
      case "confirm":
        return confirmAttendance(this.#anyone, { uid: this.#uid });
      case "receipt":
        return this.#repeatReceipt();
      case "look after":
        return lookAfterMessages(this.world.contextAs({ kind: "system" }), 100);
    }
  }

  async #cancel(): Promise<void> {
    const uid = this.#uid;
    const { id } = (await this.#idOf(uid)) ?? {};
    await cancelBooking(this.#anyone, { uid });
    const tellsOfIt = ({ source, body }: TriedMessage) =>
      /^(notice:cancelled|reply):/.test(source) || body.startsWith("Cancelled");
    await this.remember("cancel", (tried) => tried.bookingId === id && !tellsOfIt(tried));
  }

  async #move(): Promise<void> {
    const old = await this.#idOf(this.#uid);
    const startsAt = this.nextStart().toISOString();
    const { answer } = await rescheduleBooking(this.#anyone, { uid: this.#uid, startsAt });
    await this.#follow(answer);
    await this.remember("move", ({ bookingId, source }) => bookingId === old?.id && !/^reply:/.test(source));
  }

  async #text(word: "stop" | "start"): Promise<void> {
    const providerMessageId = `SM${this.dice.whole(1, 1e9)}${word}${this.phone}`;
    const inbound = {
      providerMessageId,
      from: this.phone,
      to: "+15005550006",
      body: word,
      provider: "twilio" as const,
    };
    await receiveText(this.world.contextAs({ kind: "system" }), inbound);
    if (word === "stop")
      await this.remember("stop", ({ channel }) => channel === "sms" && !this.done.includes("start"));
  }

  async #edit(): Promise<void> {
    this.#edits += 1;
    const { id, name, trigger, timings, steps } = this.host.reminder;
    const body = `Remind ${this.#edits} {EVENT_DATE_YYYY-MM-DD} {EVENT_TIME_HH:mm}`;
    const edited = steps.map(({ id: stepId, action, fallback }) => ({
      ...{ id: stepId, action, body, fallback },
      phoneRequired: false,
      includeCalendarEvent: false,
    }));
    await updateWorkflow(this.#asHost, { id, name, trigger, timings, steps: edited });
  }

  /** Says again what the provider has said of an attempt, or what it says of one that nobody answered for. */
  async #repeatReceipt(): Promise<void> {
    const response = await fetch(
      `${this.world.sandbox.url}/sms/requests?to=${encodeURIComponent(this.phone)}`,
    );
    const requests = (await response.json()) as { sid?: string; statusCallback: string | null }[];
    const taken = requests.filter(({ sid }) => sid !== undefined);
    if (taken.length === 0) return;
    const { sid = "", statusCallback } = this.dice.pick(taken);
    const attemptId = new URL(statusCallback ?? "").searchParams.get("attempt") ?? undefined;
    const status = this.dice.pick<Receipt["status"]>(["sent", "delivered", "undelivered"]);
    const errorCode = status === "undelivered" ? "30003" : undefined;
    await recordReceipt(this.world.contextAs({ kind: "system" }), {
      ...{ providerMessageId: sid, status, errorCode },
      ...(this.dice.happens(0.7) && { attemptId }),
    });
  }

  async #withMessage(act: (id: string) => Promise<unknown>): Promise<void> {
    const { db } = this.world.database;
    const rows = await db
      .select({ id: messages.id })
      .from(messages)
      .where(inArray(messages.bookingId, this.bookingIds));
    if (rows.length > 0) await act(this.dice.pick(rows).id);
  }

  async #follow({ uid }: Pick<BookingView, "uid">): Promise<void> {
    this.#uid = uid;
    const row = await this.#idOf(uid);
    if (row) this.bookingIds.push(row.id);
  }

  async #idOf(uid: string): Promise<{ id: number } | undefined> {
    const [row] = await this.world.database.sql<{ id: number }[]>`select id from bookings where uid = ${uid}`;
    return row;
  }

  /** Notes what has been tried so far. */
  async remember(what: string, isStale: Snapshot["isStale"]): Promise<void> {
    const attemptIds = new Set((await this.tried()).map(({ id }) => id));
    this.snapshots.push({ what, attemptIds, isStale });
  }

  /** Every attempt for the bookings of this case. */
  async tried(): Promise<TriedMessage[]> {
    const { bookingId, channel, source } = messages;
    const rows = await this.world.database.db
      .select({ id: attempts.id, bookingId, channel, source, body: attempts.body })
      .from(attempts)
      .innerJoin(messages, eq(messages.id, attempts.messageId))
      .where(inArray(bookingId, this.bookingIds));
    return rows.filter(isOfBooking);
  }

  get #anyone(): ServiceContext {
    return this.world.contextAs({ kind: "anonymous" });
  }

  get #asHost(): ServiceContext {
    return this.world.contextAs({ kind: "organizer", userId: this.host.id }, "organizer");
  }
}
