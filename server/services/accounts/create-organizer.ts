import type { Queryable, Transaction } from "@/db/client";
import { postgresErrorOf } from "@/db/postgres-error";
import { eventTypes, schedules } from "@/db/schema/event-types";
import { accounts, users } from "@/db/schema/users";
import { workflowSteps, workflows } from "@/db/schema/workflows";
import { type OrganizerDetails, organizerDetailsSchema } from "@/server/domain/accounts/organizer-details";
import {
  startingEventTypes,
  startingWeeklyHours,
  startingWorkflows,
} from "@/server/domain/accounts/starting-data";
import { ServiceError } from "@/server/platform/service-error";
import type { OrganizerAuth } from "./create-organizer-auth";

export type NewOrganizer = {
  userId: number;
  eventTypes: { id: number; slug: string; lengthMinutes: number; phoneRequired: boolean }[];
};

const uniqueViolation = "23505";

/**
 * Creates an organizer who can sign in, with working hours, two event types and two workflows to start with, in
 * one transaction. The caller has made sure that whoever asks may.
 * @throws ZodError for details that are not usable; ServiceError CONFLICT for a username or address in use.
 */
export async function createOrganizer(
  { db, auth }: { db: Queryable; auth: OrganizerAuth },
  details: OrganizerDetails,
): Promise<NewOrganizer> {
  const { password, ...profile } = organizerDetailsSchema.parse(details);
  const passwordHash = await (await auth.$context).password.hash(password);
  try {
    return await db.transaction(async (tx) => {
      const userId = await insertUser(tx, profile, passwordHash);
      const offered = await insertEventTypes(tx, userId, profile.timeZone);
      await insertWorkflows(tx, userId);
      return { userId, eventTypes: offered };
    });
  } catch (error) {
    throw inUseError(error) ?? error;
  }
}

async function insertUser(
  tx: Transaction,
  profile: Omit<OrganizerDetails, "password">,
  passwordHash: string,
): Promise<number> {
  const [user] = await tx.insert(users).values(profile).returning({ id: users.id });
  if (!user) throw new Error("The organizer was not inserted.");
  await tx.insert(accounts).values({
    userId: user.id,
    accountId: String(user.id),
    providerId: "credential",
    password: passwordHash,
  });
  return user.id;
}

async function insertEventTypes(
  tx: Transaction,
  ownerId: number,
  timeZone: string,
): Promise<NewOrganizer["eventTypes"]> {
  const [schedule] = await tx
    .insert(schedules)
    .values({ ownerId, name: "Working hours", timeZone, isDefault: true, weeklyHours: startingWeeklyHours })
    .returning({ id: schedules.id });
  if (!schedule) throw new Error("The schedule was not inserted.");
  return tx
    .insert(eventTypes)
    .values(startingEventTypes.map((eventType) => ({ ...eventType, ownerId, scheduleId: schedule.id })))
    .returning({
      id: eventTypes.id,
      slug: eventTypes.slug,
      lengthMinutes: eventTypes.lengthMinutes,
      phoneRequired: eventTypes.phoneRequired,
    });
}

async function insertWorkflows(tx: Transaction, ownerId: number): Promise<void> {
  for (const { step, ...workflow } of startingWorkflows) {
    const [row] = await tx
      .insert(workflows)
      .values({ ...workflow, ownerId, activeOnAll: true })
      .returning({ id: workflows.id });
    if (!row) throw new Error("The workflow was not inserted.");
    await tx.insert(workflowSteps).values({ ...step, workflowId: row.id, stepNumber: 1 });
  }
}

function inUseError(error: unknown): ServiceError | null {
  const violation = postgresErrorOf(error);
  if (violation?.code !== uniqueViolation) return null;
  if (violation.constraint_name === "users_username_unique") {
    return new ServiceError("CONFLICT", "This username is in use.", {
      field: "username",
      reason: "username_in_use",
    });
  }
  if (violation.constraint_name === "users_email_unique") {
    return new ServiceError("CONFLICT", "This e-mail address is in use.", {
      field: "email",
      reason: "email_in_use",
    });
  }
  return null;
}
