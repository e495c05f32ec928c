import { waitFor } from "../support/rest-client";
import { type ProofResult, type ProofSetting, quantile } from "./proof";
import { openRaceHost, type RaceHost } from "./races/race-host";
import { seedReminders } from "./seed-reminders";

const dayMs = 86_400_000;
const longestMs = 10 * 60_000;

/**
 * An edit that moves the reminders of many upcoming bookings: how long its preview and the edit take until every
 * booking follows, and how long bookings of the same host take meanwhile.
 */
export async function replan(setting: ProofSetting): Promise<ProofResult> {
  const { sql, cases } = setting;
  const host = await openRaceHost(setting);
  const eventTypeId = await host.offer({});
  const dueAt = new Date(Math.ceil(Date.now() / dayMs) * dayMs + 30 * dayMs);
  const reminders = { count: cases, dueAt };
  const { workflowId, stepId } = await seedReminders(sql, { hostId: host.id, eventTypeId }, reminders);
  const body = "Hi {ATTENDEE_FIRST_NAME}, see you on {EVENT_DATE} at {EVENT_TIME}";
  const steps = [{ id: stepId, action: "sms_attendee", body }];
  const timings = [{ key: "day", kind: "elapsed", amount: 2, unit: "days" }];
  const input = { id: workflowId, name: "Reminder", trigger: "before_meeting", timings, steps };
  const failures: string[] = [];

  const previewedAt = performance.now();
  const preview = await host.call<{ moves: number }>(
    "workflow.previewChange",
    { verb: "update", input },
    "host",
  );
  const previewSeconds = secondsSince(previewedAt);
  if (preview.data?.moves !== cases) failures.push(`the preview says ${preview.data?.moves} moves`);

  const editedAt = performance.now();
  const edited = await host.call("workflow.update", input, "host");
  if (edited.status !== 200) failures.push(`the edit was answered ${edited.status} ${edited.reason}`);
  const answerSeconds = secondsSince(editedAt);
  const booking = bookUntilStopped(host, eventTypeId);
  const isMoved = async () => (await countMoved(setting, workflowId)) >= cases;
  if (!(await waitFor(isMoved, longestMs, 100))) failures.push("not every booking followed the edit");
  const applySeconds = secondsSince(editedAt);
  const latencies = await booking.stop();
  failures.push(...booking.failures, ...(await whatIsWrong(setting, workflowId, cases)));
  const bookings = {
    bookingsMeanwhile: latencies.length,
    bookingP50Ms: Math.round(quantile(latencies, 0.5)),
    bookingP95Ms: Math.round(quantile(latencies, 0.95)),
  };
  return {
    name: "An edit of a workflow with many upcoming bookings",
    figures: { upcoming: cases, previewSeconds, answerSeconds, applySeconds, ...bookings },
    failures,
  };
}

function secondsSince(at: number): number {
  return Math.round((performance.now() - at) / 100) / 10;
}

/** Books one time after the other, far from the bookings that are there, and notes how long each took. */
function bookUntilStopped(host: RaceHost, eventTypeId: number) {
  const latencies: number[] = [];
  const failures: string[] = [];
  let isStopped = false;
  const first = Math.ceil(Date.now() / dayMs) * dayMs + 3 * dayMs;
  const done = (async () => {
    for (let index = 0; !isStopped && index < 1000; index += 1) {
      const startedAt = performance.now();
      const startsAt = new Date(first + index * 30 * 60_000);
      const { status, reason } = await host.book({ eventTypeId, startsAt });
      latencies.push(performance.now() - startedAt);
      if (status >= 300) failures.push(`a booking was answered ${status} ${reason}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    failures,
    stop: async () => {
      isStopped = true;
      await done;
      return latencies;
    },
  };
}

async function countMoved({ sql }: ProofSetting, workflowId: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from messages
    where workflow_id = ${workflowId} and state = 'superseded' and reason = 'workflow_changed'`;
  return row?.count ?? 0;
}

/** Every booking that was there owes one reminder, two days before. */
async function whatIsWrong({ sql }: ProofSetting, workflowId: number, cases: number): Promise<string[]> {
  const [row] = await sql<{ bookings: number; messages: number }[]>`
    select count(distinct b.id)::int as bookings, count(*)::int as messages
    from messages m join bookings b on b.id = m.booking_id
    where m.workflow_id = ${workflowId} and b.uid like 'reminded-%' and m.state = 'planned'
      and m.due_at = b.starts_at - interval '2 days'`;
  const isRight = row?.bookings === cases && row.messages === cases;
  return isRight ? [] : [`${row?.messages} reminders of ${row?.bookings} bookings stand after the edit`];
}
