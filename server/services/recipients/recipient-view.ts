import type { RecipientRow, RecipientUse } from "@/db/queries/recipient-queries";
import type { RecipientKind } from "@/server/domain/recipients/recipient-kind";
import { ServiceError } from "@/server/platform/service-error";

export type RecipientView = {
  id: number;
  kind: RecipientKind;
  value: string;
  /** The organizer's own number. */
  isOwn: boolean;
  verifiedAt: string | null;
  createdAt: string;
  /** The workflows that write to it. */
  usedBy: { id: number; name: string }[];
};

/** A number or address as its organizer reads it. */
export function recipientView(row: RecipientRow, uses: readonly RecipientUse[]): RecipientView {
  return {
    id: row.id,
    kind: row.kind,
    value: row.value,
    isOwn: row.isOwn,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    usedBy: uses
      .filter(({ recipientId, writesToHost }) => recipientId === row.id || (row.isOwn && writesToHost))
      .map(({ workflowId: id, workflowName: name }) => ({ id, name }))
      .filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index),
  };
}

/** What is thrown for a number or address that the organizer doesn't have. */
export function recipientNotFound(): ServiceError {
  return new ServiceError("NOT_FOUND", "You have no such number or address.", {
    field: "id",
    reason: "recipient_not_found",
  });
}
