import { explainEmptyDay, explainEmptyDayInputSchema } from "@/server/services/slots/explain-empty-day";
import { findNextSlot, findNextSlotInputSchema } from "@/server/services/slots/find-next-slot";
import { listSlots, listSlotsInputSchema } from "@/server/services/slots/list-slots";
import { procedure, trpc } from "./trpc";

export const slotsRouter = trpc.router({
  list: procedure.input(listSlotsInputSchema).query(({ ctx, input }) => listSlots(ctx, input)),
  next: procedure.input(findNextSlotInputSchema).query(({ ctx, input }) => findNextSlot(ctx, input)),
  explainDay: procedure
    .input(explainEmptyDayInputSchema)
    .query(({ ctx, input }) => explainEmptyDay(ctx, input)),
});
