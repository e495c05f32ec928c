import {
  createReservation,
  createReservationInputSchema,
} from "@/server/services/reservations/create-reservation";
import { deleteReservation } from "@/server/services/reservations/delete-reservation";
import { getReservation, getReservationInputSchema } from "@/server/services/reservations/get-reservation";
import {
  updateReservation,
  updateReservationInputSchema,
} from "@/server/services/reservations/update-reservation";
import { bookingProcedure, procedure, trpc } from "./trpc";

/** Times and seats that are held for a booker while they fill in the form. */
export const reservationRouter = trpc.router({
  create: bookingProcedure
    .input(createReservationInputSchema)
    .mutation(({ ctx, input }) => createReservation(ctx, input)),
  get: procedure.input(getReservationInputSchema).query(({ ctx, input }) => getReservation(ctx, input)),
  update: bookingProcedure
    .input(updateReservationInputSchema)
    .mutation(({ ctx, input }) => updateReservation(ctx, input)),
  delete: bookingProcedure
    .input(getReservationInputSchema)
    .mutation(({ ctx, input }) => deleteReservation(ctx, input)),
});
