import { explainEmptyDay, explainEmptyDayInputSchema } from "@/server/services/slots/explain-empty-day";
import { findNextSlot, findNextSlotInputSchema } from "@/server/services/slots/find-next-slot";
import { listSlots, listSlotsInputSchema } from "@/server/services/slots/list-slots";
import { procedure, trpc } from "./trpc";

export const slotsRouter = trpc.router({
  list: procedure.input(listSlotsInputSchema).query(({ ctx, input }) => listSlots(ctx, input)),
  /** The starts alone, with the seats left where they are told: what a calendar needs, in a third of the bytes. */
  starts: procedure.input(listSlotsInputSchema).query(async ({ ctx, input }) => {
    const slots = await listSlots(ctx, input);
    const seated = slots.flatMap(({ startsAt, seats }) =>
      seats ? [[startsAt, seats.remaining] as const] : [],
    );
    return { starts: slots.map(({ startsAt }) => startsAt), seatsLeft: Object.fromEntries(seated) };
  }),
  next: procedure.input(findNextSlotInputSchema).query(({ ctx, input }) => findNextSlot(ctx, input)),
  explainDay: procedure
    .input(explainEmptyDayInputSchema)
    .query(({ ctx, input }) => explainEmptyDay(ctx, input)),
});
