import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { users } from "@/db/schema/users";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { workflowSteps, workflows } from "@/db/schema/workflows";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { actionRoutes, stepActions } from "@/server/domain/workflows/workflow";

export type RecipientRow = typeof verifiedRecipients.$inferSelect;

/**
 * An organizer's own verified number, for selects from `users`. By the table: a column of the only one is written
 * without it, and would be that of the inner one.
 */
export const hostPhone = sql<string | null>`(
  select r.value from ${verifiedRecipients} r where r.owner_id = ${users}.id and r.is_own)`;

/** The numbers and addresses of an organizer, verified or not, oldest first. */
export async function findOwnRecipients(db: Queryable, ownerId: number): Promise<RecipientRow[]> {
  return db
    .select()
    .from(verifiedRecipients)
    .where(eq(verifiedRecipients.ownerId, ownerId))
    .orderBy(asc(verifiedRecipients.id));
}

/** Whether a number or address is one that the organizer has verified. */
export async function isVerifiedRecipient(
  db: Queryable,
  { ownerId, value }: { ownerId: number; value: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: verifiedRecipients.id })
    .from(verifiedRecipients)
    .where(
      and(
        eq(verifiedRecipients.ownerId, ownerId),
        eq(verifiedRecipients.value, value),
        isNotNull(verifiedRecipients.verifiedAt),
      ),
    );
  return rows.length > 0;
}

/** Whether a number or address is the organizer's own: one that they have verified, or that of their account. */
export async function isOwnRecipient(
  db: Queryable,
  { ownerId, value }: { ownerId: number; value: string },
): Promise<boolean> {
  if (await isVerifiedRecipient(db, { ownerId, value })) return true;
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, ownerId), eq(users.email, value)));
  return rows.length > 0;
}

const actionsToHostPhone = stepActions.filter(
  (action) => actionRoutes[action].to === "host" && isToPhone(actionRoutes[action].channel),
);

/** A workflow with a step that writes to a recipient by name, or to the organizer's own number. */
export type RecipientUse = {
  recipientId: number | null;
  writesToHost: boolean;
  workflowId: number;
  workflowName: string;
};

/** The workflows of an organizer that write to verified recipients, by id. */
export async function findRecipientUses(db: Queryable, ownerId: number): Promise<RecipientUse[]> {
  const writesToHost = inArray(workflowSteps.action, actionsToHostPhone);
  return db
    .select({
      recipientId: workflowSteps.verifiedRecipientId,
      writesToHost: sql<boolean>`${writesToHost}`,
      workflowId: workflows.id,
      workflowName: workflows.name,
    })
    .from(workflowSteps)
    .innerJoin(workflows, eq(workflows.id, workflowSteps.workflowId))
    .where(
      and(
        eq(workflows.ownerId, ownerId),
        isNull(workflows.deletedAt),
        or(isNotNull(workflowSteps.verifiedRecipientId), writesToHost),
      ),
    )
    .orderBy(asc(workflows.id), asc(workflowSteps.stepNumber));
}
