import { accountRouter } from "./account";
import { bookingRouter } from "./booking";
import { eventTypeRouter } from "./event-type";
import { messageRouter } from "./message";
import { optOutRouter } from "./opt-out";
import { outOfOfficeRouter } from "./out-of-office";
import { profileRouter } from "./profile";
import { reservationRouter } from "./reservation";
import { scheduleRouter } from "./schedule";
import { senderRouter } from "./sender";
import { slotsRouter } from "./slots";
import { tripRouter } from "./trip";
import { trpc } from "./trpc";
import { verifiedRecipientRouter } from "./verified-recipient";
import { webhookRouter } from "./webhook";
import { workflowRouter } from "./workflow";

export const appRouter = trpc.router({
  account: accountRouter,
  booking: bookingRouter,
  eventType: eventTypeRouter,
  message: messageRouter,
  optOut: optOutRouter,
  outOfOffice: outOfOfficeRouter,
  profile: profileRouter,
  reservation: reservationRouter,
  schedule: scheduleRouter,
  sender: senderRouter,
  slots: slotsRouter,
  workflow: workflowRouter,
  trip: tripRouter,
  verifiedRecipient: verifiedRecipientRouter,
  webhook: webhookRouter,
});

export type AppRouter = typeof appRouter;

/** Calls the router in process: what pages and the REST API do. */
export const createCaller = trpc.createCallerFactory(appRouter);
export type AppCaller = ReturnType<typeof createCaller>;
