import {
  type ExpectedBooking,
  type ExpectedMessage,
  holdsFor,
  type OracleHost,
  workflowsFor,
} from "./booking-oracle";
import { expectPlan, expectTimed, type News, type Occasion } from "./message-oracle";

type Role = ExpectedMessage["role"];
type Draft = Pick<
  ExpectedBooking,
  "uid" | "person" | "eventType" | "startMs" | "endMs" | "status" | "answers" | "named" | "series"
>;

/** What a host's bookings owe and have been sent, kept by hand as their documentation says. */
export class ExpectedLedger {
  readonly bookings: ExpectedBooking[] = [];
  readonly #optedOut = new Set<string>();
  #waiting: ExpectedMessage[] = [];

  constructor(readonly host: OracleHost) {}

  /** All that is due by now goes out, or is too late. */
  advance(nowMs: number): void {
    const due = this.#waiting.filter(({ state, dueMs }) => state === "waiting" && dueMs <= nowMs);
    for (const message of due) {
      if (message.dueMs > message.untilMs) end(message, "skipped", "too_late");
      else message.state = "sent";
    }
    this.#waiting = this.#waiting.filter(({ state }) => state === "waiting");
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

  /** Marks somebody as absent for the first time. */
  miss(booking: ExpectedBooking, who: "attendee" | "host", nowMs: number): void {
    this.#owe(booking, expectPlan(booking, `${who}_no_show`, this.#news(nowMs, [])));
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
          channel === "sms" && recipient === phone && reason === "opted_out" && dueMs > nowMs,
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
    const own = { host: this.host, chain, wasAgreed, attendanceConfirmed: false, messages: [] };
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
    this.#waiting.push(...plan.filter(({ state }) => state === "waiting"));
  }

  /** Ends what has not gone out; what the new plan sends in its place supersedes it. */
  #replace(old: ExpectedBooking, plan: readonly ExpectedMessage[], reason: string): void {
    const taken = new Set(plan.filter(({ state }) => state === "waiting").map(slotOf));
    for (const message of old.messages) {
      end(message, taken.has(slotOf(message)) ? "superseded" : "cancelled", reason);
    }
  }

  #textsTo(phone: string): ExpectedMessage[] {
    return this.#waiting.filter(({ channel, recipient }) => channel === "sms" && recipient === phone);
  }
}

function isLive({ state }: ExpectedMessage): boolean {
  return state === "waiting" || state === "sent";
}

function end(message: ExpectedMessage, state: "cancelled" | "superseded" | "skipped", reason: string): void {
  if (message.state !== "waiting") return;
  message.state = state;
  message.reason = reason;
}

function slotOf({ source, recipient, occurrence }: ExpectedMessage): string {
  return JSON.stringify([source, recipient, occurrence]);
}
