import { recipientInputSchema } from "@/server/domain/recipients/recipient-input";
import { deleteRecipient, recipientIdInputSchema } from "@/server/services/recipients/delete-recipient";
import { listRecipients } from "@/server/services/recipients/list-recipients";
import { requestCode } from "@/server/services/recipients/request-code";
import { setOwnNumber } from "@/server/services/recipients/set-own-number";
import { verifyCode, verifyCodeInputSchema } from "@/server/services/recipients/verify-code";
import { procedure, trpc } from "./trpc";

/** Numbers and addresses that an organizer's workflows may write to, beside attendees. */
export const verifiedRecipientRouter = trpc.router({
  list: procedure.query(({ ctx }) => listRecipients(ctx)),
  requestCode: procedure.input(recipientInputSchema).mutation(({ ctx, input }) => requestCode(ctx, input)),
  verifyCode: procedure.input(verifyCodeInputSchema).mutation(({ ctx, input }) => verifyCode(ctx, input)),
  setOwn: procedure.input(recipientIdInputSchema).mutation(({ ctx, input }) => setOwnNumber(ctx, input)),
  delete: procedure.input(recipientIdInputSchema).mutation(({ ctx, input }) => deleteRecipient(ctx, input)),
});
