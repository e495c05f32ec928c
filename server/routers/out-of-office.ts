import { createAbsence, createAbsenceInputSchema } from "@/server/services/absences/create-absence";
import { deleteAbsence, deleteAbsenceInputSchema } from "@/server/services/absences/delete-absence";
import { listAbsences } from "@/server/services/absences/list-absences";
import { procedure, trpc } from "./trpc";

/** The dates on which an organizer is away. */
export const outOfOfficeRouter = trpc.router({
  list: procedure.query(({ ctx }) => listAbsences(ctx)),
  create: procedure.input(createAbsenceInputSchema).mutation(({ ctx, input }) => createAbsence(ctx, input)),
  delete: procedure.input(deleteAbsenceInputSchema).mutation(({ ctx, input }) => deleteAbsence(ctx, input)),
});
