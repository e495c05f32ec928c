import {
  cancelMessageInputSchema,
  messageIdInputSchema,
  retryMessageInputSchema,
} from "@/server/domain/workflows/message-input";
import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { cancelMessage } from "@/server/services/messages/cancel-message";
import { getMessage } from "@/server/services/messages/get-message";
import { listFailingRecipients } from "@/server/services/messages/list-failing-recipients";
import { listMessages, listMessagesInputSchema } from "@/server/services/messages/list-messages";
import { retryMessage } from "@/server/services/messages/retry-message";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

export const messageRouter = trpc.router({
  list: procedure.input(listMessagesInputSchema).query(({ ctx, input }) => listMessages(ctx, input)),
  get: procedure.input(messageIdInputSchema).query(({ ctx, input }) => getMessage(ctx, input)),
  failingRecipients: procedure.query(({ ctx }) => listFailingRecipients(ctx)),
  cancel: procedure
    .input(cancelMessageInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "message.cancel", key, input }, cancelMessage),
    ),
  retry: procedure
    .input(retryMessageInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "message.retry", key, input }, retryMessage),
    ),
});
