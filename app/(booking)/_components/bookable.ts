import type { RouterOutputs } from "@/app/_lib/router-outputs";

export type BookableEventType = RouterOutputs["profile"]["eventType"];
export type Booking = RouterOutputs["booking"]["get"];
export type BookingMessage = Booking["workflows"][number];
