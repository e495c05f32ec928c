import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";

/** What an input has besides, so that its first answer is given again: the key of the request. */
export const onceKey = { idempotencyKey: idempotencyKeySchema.optional() };
