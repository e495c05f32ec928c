import { eq } from "drizzle-orm";
import { schedules } from "@/db/schema/event-types";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { World } from "@/inngest/testing/create-world";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import type { WorkflowView } from "@/server/services/workflows/workflow-view";
import type { Dice } from "../dice";
import type { OracleHost } from "./booking-oracle";
import { type Around, randomWorkflow } from "./random-workflow";

export type OfferedEventType = { id: number; title: string; mustBeConfirmed: boolean; lengthMinutes: number };

/** A host with event types of each kind, open at any time, and workflows by chance. */
export type ProofHost = Omit<OracleHost, "workflows"> & { workflows: WorkflowView[] } & Record<
    "plain" | "asked" | "seated" | "weekly",
    OfferedEventType
  > & { around: Omit<Around, "sign"> };

export const zones = [
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/London",
  "Pacific/Auckland",
  "UTC",
];
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));

/** Adds a host to the world; `number` makes names and numbers theirs alone. */
export async function createHost(
  world: World,
  dice: Dice,
  { number, receiverUrl }: { number: number; receiverUrl: string },
): Promise<ProofHost> {
  const { db } = world.database;
  const [name, timeZone] = [`Host ${number}`, dice.pick(zones)];
  const organizer = await seedOrganizer(db, { username: `host-${number}`, name, timeZone });
  const openAlways = { timeZone: "UTC", weeklyHours: everyDay };
  await db.update(schedules).set(openAlways).where(eq(schedules.id, organizer.scheduleId));
  const eventTypes = await offerEachKind(world, organizer);
  const phone = dice.happens(0.7) ? `+1415${6_000_000 + number}` : null;
  const verified = await verifyRecipients(world, organizer, { number, phone });
  const ctx = world.contextAs({ kind: "organizer", userId: organizer.id }, "organizer");
  const workflows: ProofHost["workflows"] = [];
  const count = dice.whole(3, 6);
  const eventTypeIds = Object.values(eventTypes).map(({ id }) => id);
  const around = { receiverUrl, eventTypeIds, hasOwnPhone: phone !== null, ...verified };
  for (let index = 1; index <= count; index += 1) {
    const sign = `H${number}W${index}`;
    workflows.push(await createWorkflow(ctx, randomWorkflow(dice, { ...around, sign })));
  }
  const { id, email } = organizer;
  return { id, name, email, phone, timeZone, workflows, around, ...eventTypes };
}

async function offerEachKind({ database }: World, organizer: SeededOrganizer) {
  const offer = async (title: string, values: Parameters<typeof seedEventType>[2] = {}) => {
    const slug = title.toLowerCase();
    const { id, lengthMinutes, confirmation } = await seedEventType(database.db, organizer, {
      title,
      slug,
      ...values,
    });
    return { id, title, lengthMinutes, mustBeConfirmed: confirmation === "always" };
  };
  return {
    plain: await offer("Plain"),
    asked: await offer("Asked", { lengthMinutes: 60, slotIntervalMinutes: 30, confirmation: "always" }),
    seated: await offer("Seated", { seatsPerSlot: 4 }),
    weekly: await offer("Weekly", { recurrence: { frequency: "weekly", interval: 1, count: 3 } }),
  };
}

/** A number and an address that steps may name, and the host's own number where they have one. */
async function verifyRecipients(
  { database, clock }: World,
  { id: ownerId }: SeededOrganizer,
  { number, phone }: { number: number; phone: string | null },
): Promise<{ phoneId: number; addressId: number }> {
  const [verifiedAt, createdAt] = [clock.now(), clock.now()];
  const add = async (kind: "phone" | "email", value: string, isOwn = false) => {
    const row = { ownerId, kind, value, isOwn, verifiedAt, createdAt };
    const [added] = await database.db.insert(verifiedRecipients).values(row).returning();
    return added?.id ?? 0;
  };
  if (phone !== null) await add("phone", phone, true);
  return {
    phoneId: await add("phone", `+1415${7_000_000 + number}`),
    addressId: await add("email", `desk-${number}@example.org`),
  };
}
