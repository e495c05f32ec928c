import { cancelMessageInputSchema, retryMessageInputSchema } from "@/server/domain/workflows/message-input";
import { cancelMessage } from "@/server/services/messages/cancel-message";
import { listMessages, listMessagesInputSchema } from "@/server/services/messages/list-messages";
import { retryMessage } from "@/server/services/messages/retry-message";
import { procedure, trpc } from "./trpc";

export const messageRouter = trpc.router({
  list: procedure.input(listMessagesInputSchema).query(({ ctx, input }) => listMessages(ctx, input)),
  cancel: procedure.input(cancelMessageInputSchema).mutation(({ ctx, input }) => cancelMessage(ctx, input)),
  retry: procedure.input(retryMessageInputSchema).mutation(({ ctx, input }) => retryMessage(ctx, input)),
});
