import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRuntime } from "@/inngest/app-runtime";
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
    throw trpcErrorOf(error);
  }
}

export { handle as GET, handle as POST };
