import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { verificationCodes } from "@/db/schema/verified-recipients";
import type { RecipientInput } from "@/server/domain/recipients/recipient-input";
import { ServiceError } from "@/server/platform/service-error";

const hourMs = 3_600_000;
const mostPerOwnerAnHour = 20;
/** Whoever asks: nobody's phone is to be flooded by several accounts. */
const mostPerRecipientAnHour = 5;
const pauseMs = 30_000;

type Request = RecipientInput & { ownerId: number; now: Date };

/**
 * Refuses a code where the organizer, or anyone for the same number or address, asked for too many; both are locked.
 * @throws ServiceError TOO_MANY_REQUESTS that says when to try again.
 */
export async function requireFewRequests(
  tx: Transaction,
  { ownerId, kind, value, now }: Request,
): Promise<void> {
  const since = new Date(now.getTime() - hourMs);
  const isRecent = gt(verificationCodes.createdAt, since);
  const timesOf = async (whose: ReturnType<typeof eq> | undefined) => {
    const rows = await tx
      .select({ createdAt: verificationCodes.createdAt })
      .from(verificationCodes)
      .where(and(whose, isRecent))
      .orderBy(asc(verificationCodes.createdAt));
    return rows.map(({ createdAt }) => createdAt.getTime());
  };
  const own = await timesOf(eq(verificationCodes.ownerId, ownerId));
  const its = await timesOf(and(eq(verificationCodes.kind, kind), eq(verificationCodes.value, value)));
  const waits = [
    freeAt(own, mostPerOwnerAnHour),
    freeAt(its, mostPerRecipientAnHour),
    (its.at(-1) ?? 0) + pauseMs,
  ];
  const retryAfterSeconds = Math.ceil((Math.max(...waits) - now.getTime()) / 1000);
  if (retryAfterSeconds <= 0) return;
  throw new ServiceError(
    "TOO_MANY_REQUESTS",
    `Too many codes were asked for. Try again in ${inWords(retryAfterSeconds)}.`,
    {
      field: "value",
      reason: "too_many_codes",
      retryAfterSeconds,
    },
  );
}

/** When one more fits into an hour again; 0 where it does now. */
function freeAt(times: number[], most: number): number {
  const oldestInTheWay = times.at(-most);
  return oldestInTheWay === undefined ? 0 : oldestInTheWay + hourMs;
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
