import type { privateLinks } from "@/db/schema/event-types";

/** A private link without its secret. */
export type PrivateLinkView = {
  id: number;
  eventTypeId: number;
  /** The end of its token, to tell it from others. */
  lastCharacters: string;
  note: string;
  singleUse: boolean;
  useCount: number;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  state: "usable" | "used" | "expired" | "revoked";
};

export function privateLinkView(row: typeof privateLinks.$inferSelect, now: Date): PrivateLinkView {
  const { id, eventTypeId, lastCharacters, note, singleUse, useCount } = row;
  return {
    ...{ id, eventTypeId, lastCharacters, note, singleUse, useCount },
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    state: stateOf(row, now),
  };
}

function stateOf(row: typeof privateLinks.$inferSelect, now: Date): PrivateLinkView["state"] {
  if (row.revokedAt !== null) return "revoked";
  if (row.singleUse && row.useCount > 0) return "used";
  return row.expiresAt !== null && row.expiresAt <= now ? "expired" : "usable";
}
