import {
  getBookableEventType,
  getBookableEventTypeInputSchema,
  getPrivateEventType,
  getPrivateEventTypeInputSchema,
} from "@/server/services/profiles/get-bookable-event-type";
import { getOnlyProfile } from "@/server/services/profiles/get-only-profile";
import { getProfile, getProfileInputSchema } from "@/server/services/profiles/get-profile";
import { procedure, trpc } from "./trpc";

/** What anyone may see of organizers. */
export const profileRouter = trpc.router({
  get: procedure.input(getProfileInputSchema).query(({ ctx, input }) => getProfile(ctx, input)),
  only: procedure.query(({ ctx }) => getOnlyProfile(ctx)),
  eventType: procedure
    .input(getBookableEventTypeInputSchema)
    .query(({ ctx, input }) => getBookableEventType(ctx, input)),
  privateEventType: procedure
    .input(getPrivateEventTypeInputSchema)
    .query(({ ctx, input }) => getPrivateEventType(ctx, input)),
});
