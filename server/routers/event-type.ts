import { listEventTypes } from "@/server/services/event-types/list-event-types";
import { procedure, trpc } from "./trpc";

export const eventTypeRouter = trpc.router({
  list: procedure.query(({ ctx }) => listEventTypes(ctx)),
});
