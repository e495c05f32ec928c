import type { World } from "@/inngest/testing/create-world";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { cancelBooking } from "@/server/services/bookings/cancel-booking";
import { confirmAttendance } from "@/server/services/bookings/confirm-attendance";
import { confirmBooking } from "@/server/services/bookings/confirm-booking";
import { type BookingWithOthers, createBooking } from "@/server/services/bookings/create-booking";
import { declineBooking } from "@/server/services/bookings/decline-booking";
import { markAbsent } from "@/server/services/bookings/mark-absent";
import { rescheduleBooking } from "@/server/services/bookings/reschedule-booking";
import type { ServiceContext } from "@/server/services/service-context";
import type { Dice } from "../dice";
import type { ExpectedBooking, Line, Person } from "./booking-oracle";
import { type OfferedEventType, type ProofHost, zones } from "./create-host";
import { editByChance } from "./edit-by-chance";
import { ExpectedLedger } from "./expected-ledger";
import { answers, questions } from "./random-workflow";

const halfHourMs = 1_800_000;
const weekMs = 7 * 48 * halfHourMs;
const reason = "Something came up";

const badLines = ["undelivered", "refused", "silent"] as const;
const faultOf: Record<Exclude<Line, "fine">, Record<string, unknown>> = {
  undelivered: { finalStatus: "undelivered", errorCode: 30005 },
  refused: { httpStatus: 400, code: 21614 },
  silent: { finalStatus: "sent", callback: "none" },
  busy: { httpStatus: 503 },
};

/** A booking through its moves. */
type Chain = { now: ExpectedBooking };

/** One host's bookings and what becomes of them: does each thing to the product and tells the ledger of it. */
export class HostRun {
  readonly ledger: ExpectedLedger;
  readonly failures: string[] = [];
  readonly #agenda = new Map<number, (() => Promise<void>)[]>();
  readonly #taken = new Set<number>();
  readonly #people: Person[] = [];

  constructor(
    private readonly world: World,
    private readonly dice: Dice,
    private readonly host: ProofHost,
    private readonly instants: readonly number[],
  ) {
    this.ledger = new ExpectedLedger(host);
  }

  /** Plans so many bookings at instants by chance. */
  plan(count: number): void {
    const early = this.instants.slice(0, Math.ceil(this.instants.length * 0.6));
    for (let made = 0; made < count; made += 1) this.#at(this.dice.pick(early), () => this.#book());
    for (let made = 0; made < count / 8; made += 1) this.#at(this.dice.pick(early), () => this.#edit());
  }

  /** Whether anything is planned for this instant. */
  isBusyAt(atMs: number): boolean {
    return this.#agenda.has(atMs);
  }

  /** Does what is planned for this instant, one after the other. */
  async act(atMs: number): Promise<void> {
    for (const deed of this.#agenda.get(atMs) ?? []) {
      await deed().catch((error: Error) => this.failures.push(`${this.host.name}: ${error.message}`));
    }
  }

  get #nowMs(): number {
    return this.world.clock.now().getTime();
  }

  #at(atMs: number, deed: () => Promise<void>): void {
    this.#agenda.set(atMs, [...(this.#agenda.get(atMs) ?? []), deed]);
  }

  /** Plans a deed for an instant between now and so much later. */
  #soon(withinMs: number, deed: () => Promise<void>): void {
    const until = this.#nowMs + withinMs;
    const later = this.instants.filter((ms) => ms > this.#nowMs && ms <= until);
    if (later.length > 0) this.#at(this.dice.pick(later), deed);
  }

  async #book(): Promise<void> {
    const { dice, host } = this;
    const eventType = dice.pick([host.plain, host.plain, host.plain, host.asked, host.seated, host.weekly]);
    const isSeated = eventType === host.seated;
    const startMs = this.#freeStart(eventType, eventType === host.weekly ? 3 : 1);
    const people = isSeated ? dice.whole(1, 3) : 1;
    for (let seat = 0; seat < people; seat += 1) {
      const chains = await this.#bookOne(eventType, startMs, await this.#somebody());
      for (const chain of chains) this.#expectMore(chain, chains);
    }
  }

  async #bookOne(eventType: OfferedEventType, startMs: number, person: Person): Promise<Chain[]> {
    const { dice, host, ledger } = this;
    const responses = Object.fromEntries(
      questions.filter(() => dice.happens(0.5)).map((each) => [each, dice.pick(answers)]),
    );
    const named = dice.happens(0.1)
      ? host.workflows.filter(() => dice.happens(0.5)).map(({ id }) => id)
      : null;
    const { name, email, phone, timeZone } = person;
    const input = createBookingInputSchema.parse({
      eventType: { id: eventType.id },
      startsAt: new Date(startMs).toISOString(),
      attendee: { name, email, timeZone, ...(phone !== null && { phoneNumber: phone }) },
      responses,
      ...(named !== null && { workflowIds: named }),
    });
    const { answer } = await createBooking(this.#anyone(), input);
    const views: BookingWithOthers[] = [answer, ...(answer.others ?? [])];
    return views.map((view, index) => {
      const draft = {
        ...{ uid: view.uid, person, eventType, answers: responses, named },
        startMs: startMs + index * weekMs,
        endMs: startMs + index * weekMs + eventType.lengthMinutes * 60_000,
        status: eventType.mustBeConfirmed ? ("pending" as const) : ("accepted" as const),
        series: eventType === host.weekly ? answer.uid : null,
      };
      return { now: ledger.open(draft, this.#nowMs, index === 0 ? [] : ["attendee", "host"]) };
    });
  }

  /** Plans what is to become of a booking, if anything. */
  #expectMore(chain: Chain, series: readonly Chain[]): void {
    const { dice } = this;
    const aheadMs = chain.now.startMs - this.#nowMs;
    if (chain.now.status === "pending") {
      if (dice.happens(0.6)) this.#soon(aheadMs, () => this.#confirm(chain));
      else if (dice.happens(0.5)) this.#soon(aheadMs, () => this.#decline(chain));
    }
    if (dice.happens(0.3)) this.#soon(aheadMs, () => this.#move(chain));
    if (dice.happens(0.1)) this.#soon(aheadMs, () => this.#move(chain));
    if (dice.happens(0.15)) this.#soon(aheadMs, () => this.#cancel(chain, series));
    if (dice.happens(0.2)) this.#soon(aheadMs, () => this.#confirmAttendance(chain));
    if (dice.happens(0.1)) this.#soon(aheadMs * 1.2, () => this.#text(chain, "STOP"));
    if (dice.happens(0.1)) this.#soon(aheadMs * 1.2, () => this.#text(chain, "START"));
    if (dice.happens(0.25)) this.#soon(aheadMs + weekMs, () => this.#miss(chain, "attendee"));
    if (dice.happens(0.1)) this.#soon(aheadMs + weekMs, () => this.#miss(chain, "host"));
  }

  async #move(chain: Chain): Promise<void> {
    const { now: booking } = chain;
    if (!stands(booking) || booking.endMs <= this.#nowMs) return;
    const eventType = this.#offered(booking);
    const startMs = this.#freeStart(eventType);
    const isHost = this.dice.happens(0.3);
    const status = eventType.mustBeConfirmed && !isHost ? ("pending" as const) : ("accepted" as const);
    const input = { uid: booking.uid, startsAt: new Date(startMs).toISOString() };
    const { answer } = await rescheduleBooking(isHost ? this.#asHost() : this.#anyone(), input);
    const endMs = startMs + booking.endMs - booking.startMs;
    chain.now = this.ledger.move(booking, { uid: answer.uid, startMs, endMs, status }, this.#nowMs);
    if (status === "pending" && this.dice.happens(0.7)) {
      this.#soon(startMs - this.#nowMs, () => this.#confirm(chain));
    }
  }

  async #cancel(chain: Chain, series: readonly Chain[]): Promise<void> {
    const { now: booking } = chain;
    if (!stands(booking) || booking.endMs <= this.#nowMs) return;
    const isWhole = series.length > 1 && this.dice.happens(0.5);
    const input = { uid: booking.uid, cancellationReason: reason, cancelSubsequentBookings: isWhole };
    await cancelBooking(this.#anyone(), input);
    this.ledger.change(booking, "cancelled", this.#nowMs);
    const later = isWhole ? series.slice(series.indexOf(chain) + 1) : [];
    for (const { now: other } of later) {
      if (stands(other) && other.endMs > this.#nowMs)
        this.ledger.change(other, "cancelled", this.#nowMs, ["attendee", "host"]);
    }
  }

  async #confirm({ now: booking }: Chain): Promise<void> {
    if (booking.status !== "pending" || booking.startMs <= this.#nowMs) return;
    await confirmBooking(this.#asHost(), { uid: booking.uid });
    this.ledger.change(booking, "confirmed", this.#nowMs);
  }

  async #decline({ now: booking }: Chain): Promise<void> {
    if (booking.status !== "pending") return;
    await declineBooking(this.#asHost(), { uid: booking.uid, reason });
    this.ledger.change(booking, "declined", this.#nowMs);
  }

  async #confirmAttendance({ now: booking }: Chain): Promise<void> {
    if (booking.status !== "accepted" || booking.startMs <= this.#nowMs) return;
    await confirmAttendance(this.#anyone(), { uid: booking.uid });
    this.ledger.confirmAttendance(booking);
  }

  async #miss({ now: booking }: Chain, who: "attendee" | "host"): Promise<void> {
    const isSeated = booking.eventType.id === this.host.seated.id;
    if (booking.status !== "accepted" || booking.startMs > this.#nowMs || (isSeated && who === "host"))
      return;
    const { uid, person } = booking;
    const marks = who === "host" ? { host: true } : { attendees: [{ email: person.email, absent: true }] };
    await markAbsent(this.#asHost(), { uid, ...marks });
    this.ledger.miss(booking, who, this.#nowMs);
    if (this.dice.happens(0.3)) this.#soon(weekMs, () => this.#find({ now: booking }, who));
    if (this.dice.happens(0.2)) this.#soon(weekMs, () => this.#miss({ now: booking }, who));
  }

  async #find({ now: booking }: Chain, who: "attendee" | "host"): Promise<void> {
    if (!booking.absent.has(who)) return;
    const { uid, person } = booking;
    const marks = who === "host" ? { host: false } : { attendees: [{ email: person.email, absent: false }] };
    await markAbsent(this.#asHost(), { uid, ...marks });
    this.ledger.find(booking, who);
  }

  async #edit(): Promise<void> {
    const ids = await editByChance(this.world, this.dice, this.host);
    for (const id of ids) this.ledger.edit(id, this.#nowMs);
  }

  /** Texts from the attendee's phone, through the provider's webhook. */
  async #text({ now: { person } }: Chain, body: "STOP" | "START"): Promise<void> {
    if (person.phone === null) return;
    const response = await fetch(`${this.world.sandbox.url}/sms/inbound`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ from: person.phone, to: "+15005550006", body }),
    });
    if (!response.ok) throw new Error(`${body} was answered ${response.status}.`);
    if (body === "STOP") this.ledger.stopTexts(person.phone);
    else this.ledger.allowTexts(person.phone, this.#nowMs);
  }

  /** A start that nothing of the host's has taken; some are late, some soon, some weeks ahead. */
  #freeStart({ lengthMinutes }: { lengthMinutes: number }, weeks = 1): number {
    const { dice } = this;
    const first = Math.floor(this.#nowMs / halfHourMs) + 1;
    const slots = Math.ceil((lengthMinutes * 60_000) / halfHourMs);
    for (let tries = 0; ; tries += 1) {
      const span = dice.pick([6, 48, 48 * 3, 48 * 20]) + tries * 4;
      const start = first + dice.whole(0, span);
      const wanted = Array.from({ length: weeks }, (_, week) => start + (week * weekMs) / halfHourMs);
      const all = wanted.flatMap((slot) => Array.from({ length: slots }, (_, index) => slot + index));
      if (all.some((slot) => this.#taken.has(slot))) continue;
      for (const slot of all) this.#taken.add(slot);
      return start * halfHourMs;
    }
  }

  async #somebody(): Promise<Person> {
    const { dice, host } = this;
    if (this.#people.length > 0 && dice.happens(0.2)) return dice.pick(this.#people);
    const number = this.#people.length + 1;
    const digits = `${200 + (host.id % 700)}${String(1000 + number)}`;
    const [phone, country] = dice.pick([
      [`+1415${digits}`, "US"],
      [`+1415${digits}`, "US"],
      [`+49151${digits}9`, "DE"],
      [`+3361${digits}`, "FR"],
      [null, null],
    ] as const);
    const person = {
      name: `Guest ${host.id}-${number}`,
      email: `guest-${host.id}-${number}@example.com`,
      phone,
      country,
    };
    const line: Line = dice.happens(0.06) ? "busy" : dice.happens(0.3) ? dice.pick(badLines) : "fine";
    if (phone !== null && line !== "fine") await this.#spoil(phone, line);
    const whole = { ...person, timeZone: dice.pick(zones), line };
    this.#people.push(whole);
    return whole;
  }

  /** Has texts to a number meet what befits it. */
  async #spoil(to: string, line: Exclude<Line, "fine">): Promise<void> {
    const response = await fetch(`${this.world.sandbox.url}/sms/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ count: 1_000_000, to, ...faultOf[line] }),
    });
    if (!response.ok) throw new Error(`A fault was answered ${response.status}.`);
  }

  #offered(booking: ExpectedBooking): OfferedEventType {
    const { plain, asked, seated, weekly } = this.host;
    return [plain, asked, seated, weekly].find(({ id }) => id === booking.eventType.id) ?? plain;
  }

  #anyone(): ServiceContext {
    return this.world.contextAs({ kind: "anonymous" });
  }

  #asHost(): ServiceContext {
    return this.world.contextAs({ kind: "organizer", userId: this.host.id }, "organizer");
  }
}

function stands({ status }: ExpectedBooking): boolean {
  return status === "pending" || status === "accepted";
}
