import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { appRuntime } from "@/inngest/app-runtime";
import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { ServiceError } from "@/server/platform/service-error";
import { tooManyRequests } from "@/server/platform/too-many-requests";
import { appRouter } from "@/server/routers/app-router";
import { trpcErrorOf } from "@/server/routers/trpc";

const maxBodyBytes = 256 * 1024;

async function handle(request: Request): Promise<Response> {
  try {
    return await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: request.method === "POST" ? await bounded(request) : request,
      router: appRouter,
      allowBatching: false,
      allowMethodOverride: true,
      createContext: () => contextOf(request),
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const refused = trpcErrorOf(error);
    const { code, message } = refused;
    const httpStatus = getHTTPStatusCodeFromError(refused);
    return Response.json(
      { error: { code: -32_600, message, data: { code, httpStatus } } },
      { status: httpStatus },
    );
  }
}

/** The same request with its body read. @throws ServiceError for one that is too large or breaks off. */
async function bounded({ url, headers, body }: Request): Promise<Request> {
  const bytes = await readBoundedBody({ body }, maxBodyBytes);
  return new Request(url, { method: "POST", headers, body: new Uint8Array(bytes) });
}

async function contextOf(request: Request) {
  try {
    const { allowance, context } = await appRuntime().admit(request.headers, "pages");
    if (allowance?.isExceeded) throw tooManyRequests(allowance);
    return context();
  } catch (error) {
    throw trpcErrorOf(error);
  }
}

export { handle as GET, handle as POST };
