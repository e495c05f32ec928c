import { users } from "@/db/schema/users";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";

export type InstallationView = {
  /** Whether the first organizer is still to be created, by whoever holds the set-up link. */
  needsSetup: boolean;
  /** The page that shows the phones and mails of the sandbox, while nothing leaves this machine. */
  sandboxUrl: string | null;
  /** The page that shows the engine's runs. */
  runsUrl: string | null;
};

/** How this copy of Punctual is set up; addresses of its parts are for organizers only. Anyone may ask. */
export async function readInstallation(ctx: ServiceContext): Promise<InstallationView> {
  const { setupToken, sandboxUrl, runsUrl } = ctx.installation;
  const needsSetup = setupToken !== null && (await ctx.db.$count(users)) === 0;
  if (actingUserId(ctx.actor) === null) return { needsSetup, sandboxUrl: null, runsUrl: null };
  return { needsSetup, sandboxUrl, runsUrl };
}
