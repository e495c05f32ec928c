import { checkSenderInputSchema } from "@/server/domain/senders/check-sender-input";
import { checkSender } from "@/server/services/senders/check-sender";
import { readSenders } from "@/server/services/senders/read-senders";
import { procedure, trpc } from "./trpc";

/** Who messages leave from, and whether they do. */
export const senderRouter = trpc.router({
  list: procedure.query(({ ctx }) => readSenders(ctx)),
  check: procedure.input(checkSenderInputSchema).mutation(({ ctx, input }) => checkSender(ctx, input)),
});
