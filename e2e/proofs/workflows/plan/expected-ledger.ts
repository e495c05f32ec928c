import {
  type ExpectedBooking,
  type ExpectedMessage,
  holdsFor,
  type OracleHost,
  workflowsFor,
} from "./booking-oracle";
import { followEdit } from "./follow-edit";
import { end, isLive, slotOf } from "./message-ends";
import { expectPlan, expectTimed, type News, type Occasion } from "./message-oracle";
import { followerOf, followOf, isToPhone } from "./step-message";
import { endOfLine, patienceOver, silencesOf } from "./text-course";

type Role = ExpectedMessage["role"];
type Draft = Pick<
  ExpectedBooking,
  "uid" | "person" | "eventType" | "startMs" | "endMs" | "status" | "answers" | "named" | "series"
>;

type Happening = { atMs: number; happen: () => void };

/** What a host's bookings owe and have been sent, kept by hand as their documentation says. */
export class ExpectedLedger {
  readonly bookings: ExpectedBooking[] = [];
  readonly #optedOut = new Set<string>();
  readonly #bookings = new Map<ExpectedMessage, ExpectedBooking>();
  readonly #followed = new Set<ExpectedMessage>();
  /** What the clock will do to messages that have been tried. */
  readonly #happenings: Happening[] = [];
  readonly #busy: ExpectedMessage[] = [];
  readonly #takeOverMs = new Map<ExpectedMessage, number | null>();
  #waiting: ExpectedMessage[] = [];

  constructor(readonly host: OracleHost) {}

  /** All that is due by now goes out, or is too late; what didn't arrive is followed. */
  advance(nowMs: number): void {
    for (;;) {
      const due = this.#waiting.filter(({ state, dueMs }) => state === "waiting" && dueMs <= nowMs);
      this.#waiting = this.#waiting.filter(
        (message) => message.state === "waiting" && !due.includes(message),
      );
      for (const message of due) {
        this.#happenings.push({ atMs: message.dueMs, happen: () => this.#send(message) });
      }
      const [next] = this.#happenings
        .filter(({ atMs }) => atMs <= nowMs)
        .toSorted((one, other) => one.atMs - other.atMs);
      if (!next) return;
      this.#happenings.splice(this.#happenings.indexOf(next), 1);
      next.happen();
    }
  }

  #send(message: ExpectedMessage): void {
    if (message.state !== "waiting") return;
    if (message.dueMs > message.untilMs) {
      end(message, "skipped", "too_late");
      return;
    }
    if (message.channel === "webhook" && message.recipient.includes("/gone/")) {
      message.state = "failed";
      return;
    }
    const person = this.#bookingOf(message).person;
    const line = isToPhone(message.channel) && message.recipient === person.phone ? person.line : "fine";
    const { dueMs, untilMs, follow } = message;
    if (line === "busy") {
      this.#busy.push(message);
      this.#happenings.push({ atMs: untilMs, happen: () => end(message, "skipped", "too_late") });
      this.#awaitTakeOver(message, dueMs);
      return;
    }
    message.state = endOfLine[line];
    if (line === "undelivered" || line === "refused") this.#follow(message, dueMs);
    if (line !== "silent") return;
    for (const atMs of silencesOf(dueMs, follow?.afterMinutes ?? null))
      this.#happenings.push({ atMs, happen: () => this.#follow(message, atMs) });
  }

  /** Has a text that is refused for now wait for what is to follow it, from an instant on. */
  #awaitTakeOver(message: ExpectedMessage, fromMs: number): void {
    const atMs = patienceOver(fromMs, message.follow?.afterMinutes ?? null);
    this.#takeOverMs.set(message, atMs);
    if (atMs === null || atMs >= message.untilMs) return;
    const happen = () => {
      if (this.#takeOverMs.get(message) === atMs) this.#takeOver(message, atMs);
    };
    this.#happenings.push({ atMs, happen });
  }

  /** What is to follow a text that couldn't leave in time takes its place. */
  #takeOver(message: ExpectedMessage, atMs: number): void {
    if (message.state === "waiting" && this.#follow(message, atMs))
      end(message, "superseded", "followed_in_time");
  }

  /** Owes what follows a text, once, if the text still were owed and its step still has it followed. */
  #follow(message: ExpectedMessage, atMs: number): boolean {
    const booking = this.#bookingOf(message);
    const workflow = workflowsFor(booking).find(({ id }) => id === message.workflowId);
    const step = workflow?.steps.find(({ id }) => id === message.stepId);
    const { follow, untilMs } = message;
    if (follow === null || untilMs <= atMs || !step || followOf(step, booking, message.role) === null)
      return false;
    if (this.#followed.has(message) || !isStillNews(message, booking)) return false;
    this.#followed.add(message);
    this.#owe(booking, [followerOf(message, follow, atMs)]);
    return true;
  }

  #bookingOf(message: ExpectedMessage): ExpectedBooking {
    const booking = this.#bookings.get(message);
    if (!booking) throw new Error(`${message.source} is of no booking.`);
    return booking;
  }

  open(draft: Draft, nowMs: number, told: readonly Role[] = []): ExpectedBooking {
    const booking = this.#add(draft, this.bookings.length, draft.status === "accepted");
    const occasion = draft.status === "pending" ? "requested" : "created";
    this.#owe(booking, expectPlan(booking, occasion, this.#news(nowMs, told)));
    return booking;
  }

  move(
    old: ExpectedBooking,
    to: Pick<ExpectedBooking, "uid" | "startMs" | "endMs" | "status">,
    nowMs: number,
  ): ExpectedBooking {
    old.status = "cancelled";
    old.isMoved = true;
    const booking = this.#add({ ...old, ...to }, old.chain, old.wasAgreed || to.status === "accepted");
    const occasion = to.status === "pending" ? "requested" : old.wasAgreed ? "rescheduled" : "confirmed";
    const plan = expectPlan({ ...booking, wasAgreed: false }, occasion, this.#news(nowMs, []));
    this.#replace(old, plan, "booking_rescheduled");
    this.#owe(booking, plan);
    return booking;
  }

  /** Confirms, declines or cancels. */
  change(
    booking: ExpectedBooking,
    occasion: Extract<Occasion, "confirmed" | "declined" | "cancelled">,
    nowMs: number,
    told: readonly Role[] = [],
  ): void {
    booking.status = { confirmed: "accepted", declined: "rejected", cancelled: "cancelled" }[
      occasion
    ] as ExpectedBooking["status"];
    const plan = expectPlan(booking, occasion, this.#news(nowMs, told));
    if (occasion === "confirmed") booking.wasAgreed = true;
    this.#replace(booking, plan, `booking_${occasion}`);
    this.#owe(booking, plan);
  }

  confirmAttendance(booking: ExpectedBooking): void {
    booking.attendanceConfirmed = true;
    for (const message of booking.messages) {
      if (message.trigger === "attendance_not_confirmed") end(message, "cancelled", "attendance_confirmed");
    }
  }

  /** Marks somebody as absent, of which each is told once. */
  miss(booking: ExpectedBooking, who: "attendee" | "host", nowMs: number): void {
    if (booking.absent.has(who)) return;
    booking.absent = new Set([...booking.absent, who]);
    const withdrawn = booking.messages.filter(({ reason }) => reason === "no_show_withdrawn");
    const isWithdrawn = (text: ExpectedMessage) => withdrawn.some(({ insteadOf }) => insteadOf === text);
    const told = new Set(booking.messages.filter((each) => isTold(each) && !isWithdrawn(each)).map(slotOf));
    const plan = expectPlan(booking, `${who}_no_show`, this.#news(nowMs, []));
    this.#owe(
      booking,
      plan.filter((message) => !told.has(slotOf(message.insteadOf ?? message))),
    );
  }

  /** Takes it back that somebody was absent. */
  find(booking: ExpectedBooking, who: "attendee" | "host"): void {
    booking.absent = new Set([...booking.absent].filter((each) => each !== who));
    for (const message of booking.messages) {
      if (message.occurrence === `${who}_no_show`) end(message, "cancelled", "no_show_withdrawn");
    }
  }

  /** Follows a workflow as it is now among the host's, or its end. */
  edit(workflowId: number, nowMs: number): void {
    const followed = this.#busy.map((message) => ({ message, before: JSON.stringify(message.follow) }));
    for (const booking of this.bookings) {
      const workflow = workflowsFor(booking).find(({ id }) => id === workflowId) ?? null;
      const plan = workflow ? this.#timedAnew(workflow, booking, nowMs) : [];
      this.#owe(booking, followEdit(booking, { workflowId, workflow, plan, nowMs }));
    }
    for (const { message, before } of followed) {
      if (JSON.stringify(message.follow) !== before) this.#awaitTakeOver(message, nowMs);
    }
  }

  stopTexts(phone: string): void {
    this.#optedOut.add(phone);
    for (const message of this.#textsTo(phone)) end(message, "skipped", "opted_out");
  }

  allowTexts(phone: string, nowMs: number): void {
    if (!this.#optedOut.delete(phone)) return;
    for (const booking of this.bookings) {
      const skipped = booking.messages.filter(
        ({ channel, recipient, reason, dueMs }) =>
          isToPhone(channel) && recipient === phone && reason === "opted_out" && dueMs > nowMs,
      );
      if (booking.status !== "accepted" || skipped.length === 0) continue;
      const slots = new Set(skipped.map(slotOf));
      const live = new Set(booking.messages.filter(isLive).map(slotOf));
      const plan = workflowsFor(booking).flatMap((workflow) => this.#timedAnew(workflow, booking, nowMs));
      this.#owe(
        booking,
        plan.filter(
          (message) =>
            message.state === "waiting" && slots.has(slotOf(message)) && !live.has(slotOf(message)),
        ),
      );
    }
  }

  #timedAnew(
    workflow: Parameters<typeof expectTimed>[0],
    booking: ExpectedBooking,
    nowMs: number,
  ): ExpectedMessage[] {
    const isPlanned = ["before_meeting", "attendance_not_confirmed", "after_meeting"].includes(
      workflow.trigger,
    );
    const applies = isPlanned && holdsFor(workflow, booking, this.bookings);
    return applies ? expectTimed(workflow, booking, this.#news(nowMs, []), false) : [];
  }

  #news(nowMs: number, told: readonly Role[]): News {
    return { nowMs, all: this.bookings, told, optedOut: this.#optedOut };
  }

  #add(draft: Draft, chain: number, wasAgreed: boolean): ExpectedBooking {
    const fresh = { attendanceConfirmed: false, isMoved: false, absent: new Set<never>(), messages: [] };
    const own = { host: this.host, chain, wasAgreed, ...fresh };
    const { uid, person, eventType, startMs, endMs, status, answers, named, series } = draft;
    const booking: ExpectedBooking = {
      ...{ uid, person, eventType, startMs, endMs, status, answers, named, series },
      ...own,
      order: this.bookings.length,
    };
    this.bookings.push(booking);
    return booking;
  }

  #owe(booking: ExpectedBooking, plan: readonly ExpectedMessage[]): void {
    booking.messages.push(...plan);
    for (const message of plan) this.#bookings.set(message, booking);
    this.#waiting.push(...plan.filter(({ state }) => state === "waiting"));
  }

  /** Ends what has not gone out; what the new plan sends in its place supersedes it. */
  #replace(old: ExpectedBooking, plan: readonly ExpectedMessage[], reason: string): void {
    const sent = plan.filter(({ state, insteadOf }) => state === "waiting" && insteadOf === null);
    const taken = new Set(sent.map(slotOf));
    for (const message of old.messages) {
      const isReplaced = message.insteadOf === null && taken.has(slotOf(message));
      end(message, isReplaced ? "superseded" : "cancelled", reason);
    }
  }

  #textsTo(phone: string): ExpectedMessage[] {
    return [...this.#waiting, ...this.#busy].filter(
      ({ channel, recipient }) => isToPhone(channel) && recipient === phone,
    );
  }
}

const newsOf: Record<string, readonly ExpectedBooking["status"][]> = {
  requested: ["pending"],
  rescheduled: ["pending", "accepted"],
  declined: ["rejected"],
  cancelled: ["cancelled"],
};

/** Whether a message tells how its booking stands. */
function isStillNews({ trigger }: ExpectedMessage, booking: ExpectedBooking): boolean {
  if (booking.isMoved) return false;
  if (trigger === "no_show_attendee") return booking.absent.has("attendee");
  if (trigger === "no_show_host") return booking.absent.has("host");
  if (trigger === "attendance_not_confirmed" && booking.attendanceConfirmed) return false;
  return (newsOf[trigger ?? ""] ?? ["accepted"]).includes(booking.status);
}

function isTold({ occurrence, state }: ExpectedMessage): boolean {
  return occurrence.endsWith("_no_show") && state !== "cancelled" && state !== "superseded";
}
