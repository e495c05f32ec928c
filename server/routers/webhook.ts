import { testCallInputSchema } from "@/server/domain/webhooks/test-call-input";
import { sendTestCall } from "@/server/services/webhooks/send-test-call";
import { procedure, trpc } from "./trpc";

export const webhookRouter = trpc.router({
  testCall: procedure.input(testCallInputSchema).mutation(({ ctx, input }) => sendTestCall(ctx, input)),
});
