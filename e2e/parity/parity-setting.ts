import { eq } from "drizzle-orm";
import type postgres from "postgres";
import { openDatabase } from "@/db/client";
import { schedules } from "@/db/schema/event-types";
import { seedEventType, seedWorkflow } from "@/db/testing/seed-organizer";
import { freeStarts } from "../support/rest-client";
import type { RunningProduct } from "../support/running-product";
import type { ParityHost } from "./add-organizer";
import type { ParitySetting } from "./compare-doors";
import type { ScenarioSetting } from "./scenarios";

/** The host's first event type and two of its free times far enough ahead that every message is planned. */
export async function paritySetting(
  product: RunningProduct,
  sql: postgres.Sql,
  host: ParityHost,
): Promise<Pick<ParitySetting, "sql" | "meeting" | "start" | "laterStart">> {
  const [meeting] = host.eventTypes;
  if (!meeting) throw new Error("The host has no event type.");
  const [laterStart, start] = (await freeStarts(product.baseUrl, meeting.id)).reverse();
  if (!start || !laterStart) throw new Error("The event type has no two free times.");
  return { sql, meeting, start, laterStart };
}

/** Meetings of every kind at the host, with a text for everything that can happen to a booking. */
export async function scenarioSetting(
  product: RunningProduct,
  sql: postgres.Sql,
  host: ParityHost,
): Promise<Omit<ScenarioSetting, "doors">> {
  const database = openDatabase(product.databaseUrl, { maxConnections: 1 });
  try {
    const { db } = database;
    const [schedule] = await db.select().from(schedules).where(eq(schedules.ownerId, host.userId));
    if (!schedule) throw new Error("The host has no schedule.");
    const organizer = {
      id: host.userId,
      username: host.username,
      email: host.email,
      scheduleId: schedule.id,
    };
    const asksForPhone = { phoneRequired: true, lengthMinutes: 30 };
    const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
    const asked = await seedEventType(db, organizer, {
      ...asksForPhone,
      slug: "asked",
      confirmation: "always",
    });
    const seated = await seedEventType(db, organizer, { ...asksForPhone, slug: "seated", seatsPerSlot: 4 });
    const repeating = await seedEventType(db, organizer, { ...asksForPhone, slug: "repeating", recurrence });
    const activeOn = [asked, seated, repeating];
    for (const trigger of ["requested", "confirmed", "declined", "rescheduled", "cancelled"] as const) {
      await seedWorkflow(db, organizer, { name: `When ${trigger}`, trigger, activeOn });
    }
    const reminded = await seedEventType(db, organizer, { ...asksForPhone, slug: "reminded" });
    for (const trigger of ["before_meeting", "attendance_not_confirmed", "after_meeting"] as const) {
      const timing = { offsetMinutes: trigger === "after_meeting" ? 60 : 1440 };
      await seedWorkflow(db, organizer, {
        name: `When ${trigger}`,
        trigger,
        activeOn: [reminded],
        ...timing,
      });
    }
    const missed = await seedEventType(db, organizer, { ...asksForPhone, slug: "missed" });
    for (const trigger of ["no_show_attendee", "no_show_host"] as const) {
      await seedWorkflow(db, organizer, { name: `When ${trigger}`, trigger, activeOn: [missed] });
    }
    const starts = await freeStarts(product.baseUrl, repeating.id, 40);
    const [start, besideStart] = starts.slice(Math.floor(starts.length / 4));
    if (!start || !besideStart) throw new Error("The host has no two free times.");
    return { sql, meetings: { asked, seated, repeating, reminded, missed }, start, besideStart };
  } finally {
    await database.close();
  }
}
