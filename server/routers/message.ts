import { listMessages, listMessagesInputSchema } from "@/server/services/messages/list-messages";
import { procedure, trpc } from "./trpc";

export const messageRouter = trpc.router({
  list: procedure.input(listMessagesInputSchema).query(({ ctx, input }) => listMessages(ctx, input)),
});
