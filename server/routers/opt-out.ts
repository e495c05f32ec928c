import { listOptOuts, listOptOutsInputSchema } from "@/server/services/opt-outs/list-opt-outs";
import { removeOptOut, removeOptOutInputSchema } from "@/server/services/opt-outs/remove-opt-out";
import { procedure, trpc } from "./trpc";

/** The numbers that want no texts from an organizer. */
export const optOutRouter = trpc.router({
  list: procedure.input(listOptOutsInputSchema).query(({ ctx, input }) => listOptOuts(ctx, input)),
  remove: procedure.input(removeOptOutInputSchema).mutation(({ ctx, input }) => removeOptOut(ctx, input)),
});
