import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/app-router";

/** What the procedures take, by router and name. */
export type RouterInputs = inferRouterInputs<AppRouter>;
