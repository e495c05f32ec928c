import { explainEmptyDay, explainEmptyDayInputSchema } from "@/server/services/slots/explain-empty-day";
import { findNextSlot, findNextSlotInputSchema } from "@/server/services/slots/find-next-slot";
import { listSlots, listSlotsInputSchema } from "@/server/services/slots/list-slots";
import { procedure, trpc } from "./trpc";

export const slotsRouter = trpc.router({
  list: procedure.input(listSlotsInputSchema).query(({ ctx, input }) => listSlots(ctx, input)),
  /** The starts alone: what a calendar needs, in a third of the bytes. */
  starts: procedure
    .input(listSlotsInputSchema)
    .query(async ({ ctx, input }) => (await listSlots(ctx, input)).map(({ startsAt }) => startsAt)),
  next: procedure.input(findNextSlotInputSchema).query(({ ctx, input }) => findNextSlot(ctx, input)),
  explainDay: procedure
    .input(explainEmptyDayInputSchema)
    .query(({ ctx, input }) => explainEmptyDay(ctx, input)),
});
