/** How far a text has come, as the provider last reported it. `read` receipts count as delivered. */
export const deliveryStatuses = ["queued", "sent", "delivered", "undelivered", "failed", "canceled"] as const;

export type DeliveryStatus = (typeof deliveryStatuses)[number];
