import { createTrip, createTripInputSchema } from "@/server/services/trips/create-trip";
import { deleteTrip, deleteTripInputSchema } from "@/server/services/trips/delete-trip";
import { listTrips } from "@/server/services/trips/list-trips";
import { procedure, trpc } from "./trpc";

/** The dates on which an organizer's hours are meant in another zone. */
export const tripRouter = trpc.router({
  list: procedure.query(({ ctx }) => listTrips(ctx)),
  create: procedure.input(createTripInputSchema).mutation(({ ctx, input }) => createTrip(ctx, input)),
  delete: procedure.input(deleteTripInputSchema).mutation(({ ctx, input }) => deleteTrip(ctx, input)),
});
