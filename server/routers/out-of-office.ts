import { createAbsence, createAbsenceInputSchema } from "@/server/services/absences/create-absence";
import { deleteAbsence, deleteAbsenceInputSchema } from "@/server/services/absences/delete-absence";
import { listAbsences } from "@/server/services/absences/list-absences";
import { updateAbsence, updateAbsenceInputSchema } from "@/server/services/absences/update-absence";
import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

/** The dates on which an organizer is away. */
export const outOfOfficeRouter = trpc.router({
  list: procedure.query(({ ctx }) => listAbsences(ctx)),
  create: procedure
    .input(createAbsenceInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "outOfOffice.create", key, input }, createAbsence),
    ),
  update: procedure.input(updateAbsenceInputSchema).mutation(({ ctx, input }) => updateAbsence(ctx, input)),
  delete: procedure.input(deleteAbsenceInputSchema).mutation(({ ctx, input }) => deleteAbsence(ctx, input)),
});
