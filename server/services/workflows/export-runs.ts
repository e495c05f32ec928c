import { findMessagesAfter, type MessageListRow } from "@/db/queries/message-list-queries";
import { csvFile } from "@/server/domain/export/csv-file";
import { formatInstant } from "@/server/domain/scheduling/format-instant";
import { describeMessage } from "@/server/domain/workflows/describe-message";
import type { RunFilter } from "@/server/domain/workflows/run-log-input";
import { shownRecipient } from "@/server/services/messages/shown-recipient";
import type { ServiceContext } from "@/server/services/service-context";
import { type RunScope, runScope } from "./run-scope";

export type RunsFile = {
  fileName: string;
  /** The whole file, its mark of UTF-8 included. */
  csv: string;
  rowCount: number;
  /** Whether there are more messages than a file takes; the first in the log's order are in it. */
  isCut: boolean;
};

/** How many messages a file takes. */
export const mostExportedRuns = 10_000;
const pageSize = 500;

/**
 * The messages of a workflow that a filter means as a table for spreadsheets, in the order of the log.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function exportRuns(
  ctx: ServiceContext,
  filter: RunFilter,
  most = mostExportedRuns,
): Promise<RunsFile> {
  const found = await runScope(ctx, filter);
  const cells: string[][] = [];
  for (let after: { dueAt: Date; id: string } | null = null; ; ) {
    const take = Math.min(pageSize, most + 1 - cells.length);
    const page = await findMessagesAfter(ctx.db, found.scope, { outcome: filter.outcome, after, take });
    cells.push(...page.map((row) => cellsOf(row, found)));
    const last = page.at(-1);
    if (!last || page.length < take || cells.length > most) break;
    after = { dueAt: last.message.dueAt, id: last.message.id };
  }
  const rows = cells.slice(0, most);
  return {
    fileName: fileNameOf(found),
    csv: csvFile(headerOf(found), rows),
    rowCount: rows.length,
    isCut: cells.length > most,
  };
}

function headerOf({ timeZone }: RunScope): string[] {
  return [
    `Due (${timeZone})`,
    "Due (UTC)",
    "Outcome",
    "What happened",
    "State",
    "Reason",
    "Code",
    "Step",
    "Channel",
    "To",
    "Recipient",
    "Meeting",
    "Attendee",
    `Meeting starts (${timeZone})`,
    "Meeting starts (UTC)",
    "Booking",
    "Last change (UTC)",
    "Provider’s id",
    "Message",
    "Follows message",
  ];
}

function cellsOf({ message, booking }: MessageListRow, { scope, timeZone }: RunScope): string[] {
  const { headline, meaning } = describeMessage(message, scope.now);
  const local = (at: Date) => formatInstant(at.getTime(), timeZone).slice(0, 16).replace("T", " ");
  return [
    local(message.dueAt),
    message.dueAt.toISOString(),
    headline,
    meaning,
    message.state,
    message.reason ?? "",
    message.code ?? "",
    String(message.stepNumber),
    message.channel,
    message.recipientRole,
    shownRecipient(message),
    booking?.eventTypeTitle ?? "",
    booking?.attendeeName ?? "",
    booking ? local(booking.startsAt) : "",
    booking?.startsAt.toISOString() ?? "",
    booking?.uid ?? "",
    message.updatedAt.toISOString(),
    message.providerMessageId ?? "",
    message.id,
    message.parentMessageId ?? "",
  ];
}

/** "reminder-a-day-before-2026-11-24.csv". */
function fileNameOf({ scope, timeZone, workflowName }: RunScope): string {
  const name = workflowName
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return `${name || "workflow"}-${formatInstant(scope.now.getTime(), timeZone).slice(0, 10)}.csv`;
}
