import { listSlots, listSlotsInputSchema } from "@/server/services/slots/list-slots";
import { procedure, trpc } from "./trpc";

export const slotsRouter = trpc.router({
  list: procedure.input(listSlotsInputSchema).query(({ ctx, input }) => listSlots(ctx, input)),
});
