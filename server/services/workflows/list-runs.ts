import {
  countMessages,
  findMessagesAfter,
  type MessageListRow,
  type MessagePlace,
} from "@/db/queries/message-list-queries";
import { isMoving } from "@/server/domain/workflows/describe-message";
import type { MessageGroup, MessageOutcome } from "@/server/domain/workflows/message-groups";
import type { ListRunsInput } from "@/server/domain/workflows/run-log-input";
import { type MessageListItem, messageListItems } from "@/server/services/messages/list-messages";
import type { ServiceContext } from "@/server/services/service-context";
import { runScope } from "./run-scope";

export type RunLog = {
  items: MessageListItem[];
  /** How many messages of the filter there are with each outcome, whichever is shown. */
  counts: Record<MessageOutcome, number>;
  /** Where the next page begins, or null when this is the last. */
  nextCursor: string | null;
  /** Whether one of these items is likely to change within seconds. */
  isMoving: boolean;
};

/**
 * A page of what a workflow owed: what was sent, what is to come, and what wasn't sent, with the reason. The latest
 * due come first, but of those that are scheduled the next.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function listRuns(ctx: ServiceContext, input: ListRunsInput): Promise<RunLog> {
  const { scope } = await runScope(ctx, input);
  const { outcome, take, cursor } = input;
  const after = cursor ? placeOf(cursor) : null;
  const [counts, rows] = await Promise.all([
    countMessages(ctx.db, scope),
    findMessagesAfter(ctx.db, scope, { outcome, after, take: take + 1 }),
  ]);
  const shown = rows.slice(0, take);
  const last = shown.at(-1);
  return {
    items: await messageListItems(ctx, scope.ownerId, shown),
    counts: countsOfOutcomes(counts),
    nextCursor: rows.length > take && last ? cursorOf(last) : null,
    isMoving: shown.some(({ message }) => isMoving(message, scope.now)),
  };
}

function countsOfOutcomes(counts: Record<MessageGroup, number>): Record<MessageOutcome, number> {
  const soFar = counts.attention + counts.moving + counts.sent + counts.stopped;
  return { ...counts, so_far: soFar, all: soFar + counts.scheduled };
}

function cursorOf({ message: { dueAt, id } }: MessageListRow): string {
  return `${dueAt.toISOString()}_${id}`;
}

function placeOf(cursor: string): MessagePlace {
  const [dueAt = "", id = ""] = cursor.split("_");
  return { dueAt: new Date(dueAt), id };
}
