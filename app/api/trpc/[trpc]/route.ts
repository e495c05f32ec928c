import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRuntime } from "@/inngest/app-runtime";
import { ServiceError } from "@/server/platform/service-error";
import { appRouter } from "@/server/routers/app-router";
import { trpcErrorOf } from "@/server/routers/trpc";

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowBatching: false,
    createContext: () => contextOf(request),
  });

async function contextOf(request: Request) {
  try {
    return await appRuntime().requestContext(request.headers, "pages");
  } catch (error) {
    throw error instanceof ServiceError ? trpcErrorOf(error) : error;
  }
}

export { handle as GET, handle as POST };
