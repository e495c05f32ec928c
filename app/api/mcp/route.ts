import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { createMcpHandler } from "@/server/mcp/create-mcp-handler";
import { createCaller } from "@/server/routers/app-router";

let handler: ReturnType<typeof createMcpHandler> | undefined;

function handle(request: Request): Promise<Response> {
  const { systemContext, admit } = appRuntime();
  const { clock, logger } = systemContext("mcp");
  handler ??= createMcpHandler({
    clock,
    logger,
    requestIdOf,
    admit: async (headers) => {
      const { allowance, context } = await admit(headers, "mcp");
      return { allowance, caller: () => createCaller(context()) };
    },
  });
  return handler(request);
}

export { handle as DELETE, handle as GET, handle as OPTIONS, handle as POST };
