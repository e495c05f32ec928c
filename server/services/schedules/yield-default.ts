import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { schedules } from "@/db/schema/event-types";

/** Makes way for another default schedule of an owner, who must be locked. */
export async function yieldDefault(tx: Transaction, ownerId: number): Promise<void> {
  await tx
    .update(schedules)
    .set({ isDefault: false })
    .where(and(eq(schedules.ownerId, ownerId), eq(schedules.isDefault, true)));
}
