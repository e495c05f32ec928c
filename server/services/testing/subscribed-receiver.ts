import { clearDatabase } from "@/db/testing/clear-database";
import type { TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { createHttpWebhookProvider } from "@/server/providers/webhook/http-webhook";
import { startReceiver } from "@/server/providers/webhook/testing/start-receiver";
import { createBooking } from "../bookings/create-booking";
import { createWebhook } from "../webhooks/create-webhook";
import { deliverNext } from "../webhooks/deliver-next";
import { listDeliveries } from "../webhooks/list-deliveries";
import { bookingInput } from "./booking-input";
import { contextsAround } from "./contexts-around";
import type { TestContext } from "./create-test-context";
import { scriptedProviders } from "./scripted-providers";

export const webhookSecret = "whsec_0123456789abcdef";

/** An organizer on an emptied database with an event type, and a receiver that is told of what is booked and cancelled. */
export async function subscribedReceiver(database: TestDatabase) {
  await clearDatabase(database.db);
  const receiver = await startReceiver();
  const mira = await seedOrganizer(database.db);
  const { own, stranger, anonymous } = await contextsAround(database, mira);
  const scripted = scriptedProviders();
  const timeouts = { connectTimeoutMs: 1_000, timeoutMs: 300 };
  const { clock } = own;
  const webhook = createHttpWebhookProvider({ allowsPrivate: true, allowedHosts: [], clock, ...timeouts });
  own.providers = { ...scripted, webhook };
  const system: TestContext = { ...own, actor: { kind: "system" } };
  const { id: eventTypeId } = await seedEventType(database.db, mira);
  const subscribe = async (more: object = {}) => {
    const triggers = ["BOOKING_CREATED", "BOOKING_CANCELLED"];
    const input = { subscriberUrl: receiver.url, triggers, secret: webhookSecret, ...more };
    return (await createWebhook(own, createWebhookInputSchema.parse(input))).id;
  };
  const webhookId = await subscribe();
  return {
    ...{ mira, own, stranger, anonymous, system, scripted, receiver, webhookId, subscribe },
    book: async (more = {}) => (await createBooking(anonymous, bookingInput(eventTypeId, more))).answer,
    deliver: (id = webhookId) => deliverNext(system, id),
    /** The deliveries of the webhook, oldest first. */
    log: async () => (await listDeliveries(own, { id: webhookId, skip: 0, take: 50 })).items.reverse(),
  };
}
