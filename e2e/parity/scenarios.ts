import type postgres from "postgres";
import { type Actor, attendee, type DoorDriver, type Meeting, type RequestAnswer } from "./doors";
import { type Effects, readEffects } from "./effects";
import { phoneSpellings } from "./phone-spellings";
import { addRun, emptyReport, type ParityReport } from "./report";

export type ScenarioSetting = {
  sql: postgres.Sql;
  doors: readonly DoorDriver[];
  /** Must be confirmed, has seats, repeats weekly, has texts before and after it, and texts about who didn't come. */
  meetings: Record<"asked" | "seated" | "repeating" | "reminded" | "missed", Meeting>;
  /** A free time whose like is free in the weeks after it, and one beside it. */
  start: string;
  besideStart: string;
};

const begunAt = "2026-11-02T09:00:00Z";

type Stages = Record<string, Effects>;
type Scenario = (setting: ScenarioSetting, door: DoorDriver, actor: Actor) => Promise<Stages>;

const spelling = phoneSpellings[1] ?? { name: "none", place: "attendee" as const, text: "" };

/** The ways of a booking beyond being booked, moved and cancelled by one person. */
export const scenarios: Record<string, Scenario> = {
  "request, confirmed": (setting, door, actor) => answered(setting, door, actor, "confirm"),
  "request, declined": (setting, door, actor) => answered(setting, door, actor, "decline"),
  seats,
  series,
  attendance,
  absences,
};

/** What a door must be able to do for a scenario to be played there. */
const needs: Record<string, "confirmAttendance" | "markAbsent"> = {
  attendance: "confirmAttendance",
  absences: "markAbsent",
};

/** Plays scenarios through every door as each of its hosts, and compares all that each stage left behind. */
export async function compareScenarios(
  setting: ScenarioSetting,
  names: readonly string[] = Object.keys(scenarios),
): Promise<ParityReport> {
  const report = emptyReport();
  for (const name of names) {
    const scenario = scenarios[name];
    if (!scenario) throw new Error(`There is no scenario ${name}.`);
    const need = needs[name];
    for (const door of setting.doors.filter((each) => need === undefined || each[need] !== undefined)) {
      for (const actor of door.hosts) {
        addRun(report, name, {
          name: `${door.door} × ${actor}`,
          stages: await scenario(setting, door, actor),
        });
      }
    }
  }
  return report;
}

async function answered(
  { sql, meetings, start }: ScenarioSetting,
  door: DoorDriver,
  actor: Actor,
  answer: RequestAnswer,
): Promise<Stages> {
  const uid = await door.book("anonymous", { start, meeting: meetings.asked, spelling });
  const requested = await readEffects(sql, uid);
  await door.answer(actor, uid, answer);
  const after = await readEffects(sql, uid);
  if (answer === "decline") return { requested, declined: after };
  await door.cancel("anonymous", uid);
  return { requested, confirmed: after, cancelled: await readEffects(sql, uid) };
}

/** Three people join one session, and the second gives the seat back. */
async function seats(
  { sql, meetings, start }: ScenarioSetting,
  door: DoorDriver,
  actor: Actor,
): Promise<Stages> {
  const uids: string[] = [];
  const stages: Stages = {};
  for (const guest of [
    attendee,
    { name: "Bo Beck", email: "bo@example.com" },
    { name: "Cy Dahl", email: "cy@example.com" },
  ]) {
    uids.push(await door.book("anonymous", { start, meeting: meetings.seated, spelling, guest }));
  }
  for (const [index, uid] of uids.entries()) stages[`joined as ${index + 1}`] = await readEffects(sql, uid);
  const [first, second, third] = uids as [string, string, string];
  await door.cancel("anonymous", second);
  stages["gave the seat back"] = await readEffects(sql, second);
  stages["stays beside"] = await readEffects(sql, third);
  for (const uid of [first, third]) await door.cancel(actor, uid);
  return stages;
}

/** A series is booked, its second date moved, and all of it cancelled. */
async function series(
  { sql, meetings, start, besideStart }: ScenarioSetting,
  door: DoorDriver,
  actor: Actor,
): Promise<Stages> {
  const first = await door.book("anonymous", { start, meeting: meetings.repeating, spelling });
  const dates = await sql<{ uid: string; seriesUid: string }[]>`
    select uid, series_uid as "seriesUid" from bookings
    where series_uid = (select series_uid from bookings where uid = ${first}) order by series_index`;
  const stages: Stages = {};
  const read = async (stage: string, uids: string[]) => {
    for (const [index, uid] of uids.entries()) stages[`${stage} ${index + 1}`] = await readEffects(sql, uid);
  };
  const [one, two, three] = dates.map(({ uid }) => uid) as [string, string, string];
  await read("booked", [one, two, three]);
  const moved = await door.move("anonymous", two, weekAfter(besideStart));
  await read("one was moved", [one, two, moved, three]);
  if (door.cancelSeries) {
    await door.cancelSeries(actor, dates[0]?.seriesUid ?? "");
    await read("cancelled", [one, moved, three]);
  } else {
    for (const uid of [one, moved, three]) await door.cancel("anonymous", uid);
  }
  return stages;
}

/** The attendee says that they will come, which ends what only was owed because nobody had. */
async function attendance(
  { sql, meetings, start }: ScenarioSetting,
  door: DoorDriver,
  actor: Actor,
): Promise<Stages> {
  const uid = await door.book("anonymous", { start, meeting: meetings.reminded, spelling });
  const booked = await readEffects(sql, uid);
  await door.confirmAttendance?.(actor, uid);
  const confirmed = await readEffects(sql, uid);
  await door.cancel("anonymous", uid);
  return { booked, confirmed, cancelled: await readEffects(sql, uid) };
}

/** A meeting begins, and first the attendee and then the host is said not to have come. */
async function absences(
  { sql, meetings, start }: ScenarioSetting,
  door: DoorDriver,
  actor: Actor,
): Promise<Stages> {
  const uid = await door.book("anonymous", { start, meeting: meetings.missed, spelling });
  const booked = await readEffects(sql, uid);
  await sql`
    update occupancies set released_at = now() where booking_id = (select id from bookings where uid = ${uid})`;
  await sql`
    update bookings set starts_at = ${begunAt}, ends_at = ${begunAt}::timestamptz + interval '30 minutes'
    where uid = ${uid}`;
  await door.markAbsent?.(actor, uid, "attendee");
  const attendeeAbsent = await readEffects(sql, uid);
  await door.markAbsent?.(actor, uid, "host");
  return {
    booked,
    "the attendee didn't come": attendeeAbsent,
    "nor did the host": await readEffects(sql, uid),
  };
}

function weekAfter(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 24 * 60 * 60_000).toISOString();
}
