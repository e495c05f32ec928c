import { findSenders } from "@/db/queries/sender-queries";
import type { ServiceContext } from "@/server/services/service-context";
import { configuredSenders } from "./configured-senders";

/** How each sender stands, by provider and channel: `working`, or its state and the provider's code. */
export async function readSenderHealth(ctx: ServiceContext): Promise<Record<string, string>> {
  const configured = configuredSenders(ctx.providers);
  const known = await findSenders(
    ctx.db,
    configured.map(({ id }) => id),
  );
  return Object.fromEntries(
    configured.map(({ id, provider, channel }) => {
      const row = known.find((sender) => sender.id === id);
      const stands = row?.code ? `${row.state}: ${row.code}` : "working";
      return [`${provider}.${channel}`, stands];
    }),
  );
}
