import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/app-router";

/** What the procedures answer, by router and name. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
