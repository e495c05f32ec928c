import { changeProfile, changeProfileInputSchema } from "@/server/services/accounts/change-profile";
import { createApiKey, createApiKeyInputSchema } from "@/server/services/accounts/create-api-key";
import { listApiKeys } from "@/server/services/accounts/list-api-keys";
import { readAccount } from "@/server/services/accounts/read-account";
import { readInstallation } from "@/server/services/accounts/read-installation";
import { readOverview } from "@/server/services/accounts/read-overview";
import { refreshApiKey, refreshApiKeyInputSchema } from "@/server/services/accounts/refresh-api-key";
import { revokeApiKey, revokeApiKeyInputSchema } from "@/server/services/accounts/revoke-api-key";
import { setupOrganizer, setupOrganizerInputSchema } from "@/server/services/accounts/setup-organizer";
import { procedure, trpc } from "./trpc";

/** The organizer's own account, and the first one's making. */
export const accountRouter = trpc.router({
  get: procedure.query(({ ctx }) => readAccount(ctx)),
  overview: procedure.query(({ ctx }) => readOverview(ctx)),
  installation: procedure.query(({ ctx }) => readInstallation(ctx)),
  setUp: procedure.input(setupOrganizerInputSchema).mutation(({ ctx, input }) => setupOrganizer(ctx, input)),
  changeProfile: procedure
    .input(changeProfileInputSchema)
    .mutation(({ ctx, input }) => changeProfile(ctx, input)),
  apiKeys: procedure.query(({ ctx }) => listApiKeys(ctx)),
  createApiKey: procedure
    .input(createApiKeyInputSchema)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  refreshApiKey: procedure
    .input(refreshApiKeyInputSchema)
    .mutation(({ ctx, input }) => refreshApiKey(ctx, input)),
  revokeApiKey: procedure
    .input(revokeApiKeyInputSchema)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
});
