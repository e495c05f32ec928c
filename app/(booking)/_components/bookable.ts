import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/app-router";

type Outputs = inferRouterOutputs<AppRouter>;

export type BookableEventType = Outputs["profile"]["eventType"];
export type Slot = Outputs["slots"]["list"][number];
export type Booking = Outputs["booking"]["get"];
export type BookingMessage = Booking["workflows"][number];
