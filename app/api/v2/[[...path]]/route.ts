import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { createRestHandler } from "@/server/rest/create-rest-handler";
import { createCaller } from "@/server/routers/app-router";

let handler: ReturnType<typeof createRestHandler> | undefined;

function handle(request: Request): Promise<Response> {
  const { systemContext, admit } = appRuntime();
  const { clock, logger } = systemContext("rest");
  handler ??= createRestHandler({
    clock,
    logger,
    requestIdOf,
    admit: async (headers) => {
      const { allowance, context } = await admit(headers, "rest");
      return { allowance, caller: () => createCaller(context()) };
    },
  });
  return handler(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
