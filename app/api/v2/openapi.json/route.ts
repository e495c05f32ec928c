import { appRuntime } from "@/inngest/app-runtime";
import { createOpenApiHandler } from "@/server/rest/openapi/create-openapi-handler";

export const dynamic = "force-dynamic";

let handler: ReturnType<typeof createOpenApiHandler> | undefined;

export function GET(): Response {
  handler ??= createOpenApiHandler(appRuntime().env.PUBLIC_URL);
  return handler();
}
