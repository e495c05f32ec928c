import { accountRouter } from "./account";
import { bookingRouter } from "./booking";
import { eventTypeRouter } from "./event-type";
import { messageRouter } from "./message";
import { profileRouter } from "./profile";
import { reservationRouter } from "./reservation";
import { slotsRouter } from "./slots";
import { trpc } from "./trpc";

export const appRouter = trpc.router({
  account: accountRouter,
  booking: bookingRouter,
  eventType: eventTypeRouter,
  message: messageRouter,
  profile: profileRouter,
  reservation: reservationRouter,
  slots: slotsRouter,
});

export type AppRouter = typeof appRouter;

/** Calls the router in process: what pages and the REST API do. */
export const createCaller = trpc.createCallerFactory(appRouter);
export type AppCaller = ReturnType<typeof createCaller>;
