import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { createEventType, createEventTypeInputSchema } from "@/server/services/event-types/create-event-type";
import { deleteEventType } from "@/server/services/event-types/delete-event-type";
import { getEventType, getEventTypeInputSchema } from "@/server/services/event-types/get-event-type";
import { listEventTypes } from "@/server/services/event-types/list-event-types";
import {
  listOfferedEventTypes,
  listOfferedEventTypesInputSchema,
} from "@/server/services/event-types/list-offered-event-types";
import { updateEventType, updateEventTypeInputSchema } from "@/server/services/event-types/update-event-type";
import {
  createPrivateLink,
  createPrivateLinkInputSchema,
} from "@/server/services/private-links/create-private-link";
import {
  listPrivateLinks,
  listPrivateLinksInputSchema,
} from "@/server/services/private-links/list-private-links";
import {
  revokePrivateLink,
  revokePrivateLinkInputSchema,
} from "@/server/services/private-links/revoke-private-link";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

/** The kinds of meeting that an organizer offers, and the private links to them. */
export const eventTypeRouter = trpc.router({
  list: procedure.query(({ ctx }) => listEventTypes(ctx)),
  listOffered: procedure
    .input(listOfferedEventTypesInputSchema)
    .query(({ ctx, input }) => listOfferedEventTypes(ctx, input)),
  get: procedure.input(getEventTypeInputSchema).query(({ ctx, input }) => getEventType(ctx, input)),
  create: procedure
    .input(createEventTypeInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "eventType.create", key, input }, createEventType),
    ),
  update: procedure
    .input(updateEventTypeInputSchema)
    .mutation(({ ctx, input }) => updateEventType(ctx, input)),
  delete: procedure.input(getEventTypeInputSchema).mutation(({ ctx, input }) => deleteEventType(ctx, input)),
  listPrivateLinks: procedure
    .input(listPrivateLinksInputSchema)
    .query(({ ctx, input }) => listPrivateLinks(ctx, input)),
  createPrivateLink: procedure
    .input(createPrivateLinkInputSchema)
    .mutation(({ ctx, input }) => createPrivateLink(ctx, input)),
  revokePrivateLink: procedure
    .input(revokePrivateLinkInputSchema)
    .mutation(({ ctx, input }) => revokePrivateLink(ctx, input)),
});
