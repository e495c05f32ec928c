import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Transport } from "../engine-context";

export const eventKey = "test-event-key";
export const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";

/** An app of the unmodified SDK, reached in its own process. */
export type SdkApp = {
  client: Inngest;
  /** Requests that ran a function, in their order; syncs aren't among them. */
  requests: { url: URL; headers: Headers; body: ExecutionBody }[];
  send: Transport;
  /** What the app serves from the next request on. */
  serve(functions: InngestFunction.Any[]): void;
};

export type ExecutionBody = {
  event: Record<string, unknown>;
  events: unknown[];
  steps: Record<string, unknown>;
  ctx: Record<string, unknown>;
};

const silent = () => undefined;
const silentLogger = { info: silent, warn: silent, error: silent, debug: silent };

/** `engineUrl` is asked for late: the engine, which needs the app first, chooses its port. */
export function createSdkApp(engineUrl: () => string): SdkApp {
  const client = new Inngest({
    id: "app",
    isDev: false,
    eventKey,
    signingKey,
    baseUrl: "http://engine.test",
    checkpointing: false,
    logger: silentLogger,
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      fetch(String(input).replace("http://engine.test", engineUrl()), init),
  });
  let handler: Transport = async () => new Response("the app serves nothing yet", { status: 503 });
  const app: SdkApp = {
    client,
    requests: [],
    serve: (functions) => {
      handler = serve({ client, functions });
    },
    send: async (request) => {
      if (request.method === "POST") {
        const body = (await request.clone().json()) as ExecutionBody;
        app.requests.push({ url: new URL(request.url), headers: request.headers, body });
      }
      return handler(request);
    },
  };
  return app;
}
