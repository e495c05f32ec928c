import { headers } from "next/headers";
import { cache } from "react";
import { appRuntime } from "@/inngest/app-runtime";
import { type AppCaller, createCaller } from "@/server/routers/app-router";

/** The router, called in process with the credentials of the request that is being answered. */
export const serverCaller: () => Promise<AppCaller> = cache(async () =>
  createCaller(await appRuntime().requestContext(await headers(), "pages")),
);
