import { serve } from "inngest/next";
import { appRuntime } from "@/inngest/app-runtime";

type Handlers = ReturnType<typeof serve>;

let handlers: Handlers | undefined;

function mounted(): Handlers {
  const { inngest, functions, env } = appRuntime();
  handlers ??= serve({ client: inngest, functions, serveOrigin: env.SERVE_URL, servePath: "/api/inngest" });
  return handlers;
}

export const GET: Handlers["GET"] = (request, context) => mounted().GET(request, context);
export const POST: Handlers["POST"] = (request, context) => mounted().POST(request, context);
export const PUT: Handlers["PUT"] = (request, context) => mounted().PUT(request, context);
