import { inArray } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import { workflowSteps, workflows } from "@/db/schema/workflows";
import type { World } from "@/inngest/testing/create-world";
import type { MessageState } from "@/server/domain/workflows/message-state";
import type { CaseRun } from "./case-run";

type WireRequest = { sid?: string; body: string; statusCallback: string | null };
type Message = typeof messages.$inferSelect;

const unended: readonly MessageState[] = ["planned", "armed", "sending", "retrying", "reconciling"];
const mostTexts: Partial<Record<MessageState, number>> = {
  accepted: 1,
  delivered: 1,
  undelivered: 1,
  unconfirmed: 1,
};
const leastTexts: Partial<Record<MessageState, number>> = { accepted: 1, delivered: 1, undelivered: 1 };

/** All that is wrong with how a case ended: what is open, doubled on the wire, stale, or not what its state says. */
export async function findWrongs(world: World, run: CaseRun): Promise<string[]> {
  const rows = await world.database.db
    .select()
    .from(messages)
    .where(inArray(messages.bookingId, run.bookingIds));
  const requests = await requestsTo(world, run.phone);
  const tried = await run.tried();
  return [
    ...run.failures,
    ...openOnes(rows),
    ...wrongFallbacks(rows),
    ...(await wrongOnTheWire(world, rows, requests)),
    ...run.snapshots.flatMap(({ what, attemptIds, isStale }) =>
      tried
        .filter((attempt) => !attemptIds.has(attempt.id) && isStale(attempt))
        .map(({ source, body }) => `stale after ${what}: ${source} ${body.slice(0, 40)}`),
    ),
  ].map((wrong) => `${run.phone} (${run.done.join(", ")}): ${wrong}`);
}

function openOnes(rows: readonly Message[]): string[] {
  return rows
    .filter(({ state, nextLookAt }) => unended.includes(state) || nextLookAt !== null)
    .map(({ source, state }) => `${source} stays ${state}`);
}

/** A text is followed once at most, and not while it may still arrive by itself without anything more. */
function wrongFallbacks(rows: readonly Message[]): string[] {
  const parents = rows.flatMap(({ parentMessageId }) => parentMessageId ?? []);
  const doubled = parents.filter((id, index) => parents.indexOf(id) < index);
  const untaken: readonly MessageState[] = ["planned", "armed", "cancelled", "superseded", "skipped"];
  const places = new Map(rows.map(({ id, parentMessageId }) => [id, parentMessageId]));
  // What follows a text that couldn't leave in time takes its place.
  const isReplaced = ({ id, reason, supersededById }: Message) =>
    reason === "followed_in_time" && places.get(supersededById ?? "") === id;
  const followed = rows.filter(
    (row) => parents.includes(row.id) && untaken.includes(row.state) && !isReplaced(row),
  );
  return [
    ...doubled.map((id) => `${id} was followed twice`),
    ...followed.map(({ source, state }) => `${source}, which is ${state}, was followed`),
  ];
}

async function wrongOnTheWire(
  world: World,
  rows: readonly Message[],
  requests: readonly WireRequest[],
): Promise<string[]> {
  const owners = await world.database.sql<{ id: string; messageId: string }[]>`
    select a.id, a.message_id as "messageId" from attempts a
    where a.message_id = any(${rows.map(({ id }) => id)})`;
  const messageOf = new Map(owners.map(({ id, messageId }) => [id, messageId]));
  const wrongs: string[] = [];
  const perAttempt = new Map<string, number>();
  const texts = new Map<string, number>();
  for (const { statusCallback, sid, body } of requests) {
    const attemptId = new URL(statusCallback ?? "").searchParams.get("attempt") ?? "";
    const messageId = messageOf.get(attemptId);
    if (messageId === undefined) wrongs.push(`a request of no attempt: ${body}`);
    perAttempt.set(attemptId, (perAttempt.get(attemptId) ?? 0) + 1);
    if (messageId !== undefined && sid !== undefined) texts.set(messageId, (texts.get(messageId) ?? 0) + 1);
  }
  for (const [attemptId, count] of perAttempt) {
    if (count > 1) wrongs.push(`attempt ${attemptId} was on the wire ${count} times`);
  }
  for (const { id, state, source, channel } of rows.filter((row) => row.channel === "sms")) {
    const count = texts.get(id) ?? 0;
    const isWrong = count > (mostTexts[state] ?? 0) || count < (leastTexts[state] ?? 0);
    if (isWrong) wrongs.push(`${channel} ${source} is ${state} with ${count} texts`);
  }
  return [...wrongs, ...doubledSlots(rows, texts)];
}

/** What was sent twice for the same reason, other than anew because it hadn't arrived. */
function doubledSlots(rows: readonly Message[], texts: ReadonlyMap<string, number>): string[] {
  const sent = new Map<string, number>();
  for (const { id, bookingId, source, recipient, occurrence, retriedById } of rows) {
    if (retriedById !== null) continue;
    const slot = `${bookingId} ${source} ${recipient} ${occurrence}`;
    sent.set(slot, (sent.get(slot) ?? 0) + (texts.get(id) ?? 0));
  }
  return [...sent].filter(([, count]) => count > 1).map(([slot, count]) => `${slot} went out ${count} times`);
}

async function requestsTo({ sandbox }: World, phone: string): Promise<WireRequest[]> {
  const response = await fetch(`${sandbox.url}/sms/requests?to=${encodeURIComponent(phone)}`);
  return (await response.json()) as WireRequest[];
}

/** What the reminder's texts begin with now, or null where it is switched off. */
export async function reminderNow(world: World, { host }: CaseRun): Promise<string | null> {
  const { db } = world.database;
  const ids = inArray(workflows.id, [host.reminder.id]);
  const [row] = await db.select({ isOn: workflows.activeOnAll }).from(workflows).where(ids);
  const [step] = await db
    .select({ body: workflowSteps.body })
    .from(workflowSteps)
    .where(inArray(workflowSteps.workflowId, [host.reminder.id]));
  return row?.isOn ? (step?.body.split(" {")[0] ?? null) : null;
}
