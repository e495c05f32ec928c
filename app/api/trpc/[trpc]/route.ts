import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRuntime } from "@/inngest/app-runtime";
import { appRouter } from "@/server/routers/app-router";

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowBatching: false,
    createContext: () => appRuntime().requestContext(request.headers, "pages"),
  });

export { handle as GET, handle as POST };
