import { users } from "@/db/schema/users";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";

export type InstallationView = {
  /** Whether the first organizer is still to be created, by whoever holds the set-up link. */
  needsSetup: boolean;
  /** The page of the phones and mails that stand in for real ones, and for which; null once none do. */
  sandbox: ServiceContext["installation"]["sandbox"];
  /** The page that shows the engine's runs; for organizers only. */
  runsUrl: string | null;
};

/** How this copy of Punctual is set up. Anyone may ask: the sandbox is within reach of its own machine only. */
export async function readInstallation(ctx: ServiceContext): Promise<InstallationView> {
  const { setupToken, sandbox, runsUrl } = ctx.installation;
  return {
    needsSetup: setupToken !== null && (await ctx.db.$count(users)) === 0,
    sandbox,
    runsUrl: actingUserId(ctx.actor) === null ? null : runsUrl,
  };
}
