import type { Inngest } from "inngest";
import {
  type Admission,
  actorOf,
  admit,
  type Composition,
  compose,
  createContext,
  type Mount,
  requestContext,
} from "@/server/context";
import { readEnvironment } from "@/server/platform/env";
import type { ServiceContext } from "@/server/services/service-context";
import { createInngestClient } from "./client";
import { createFunctions } from "./create-functions";
import type { FunctionRuntime } from "./function-runtime";
import { relayAfterCommit } from "./relay";

/** The application of this process: its parts, and contexts whose commits are relayed to the engine. */
export type AppRuntime = Composition & {
  inngest: Inngest;
  functions: ReturnType<typeof createFunctions>;
  systemContext: FunctionRuntime["systemContext"];
  /** Counts a request that came in over HTTP. */
  admit(headers: Headers, mount: Mount): Promise<Admission>;
  /** The context of a request that a page makes on the server. @throws ServiceError UNAUTHORIZED for a key that is not valid. */
  requestContext(headers: Headers, mount: Mount): Promise<ServiceContext>;
};

const held = globalThis as typeof globalThis & { punctualRuntime?: AppRuntime };

/** The one application of this process, made from its environment on first use. */
export function appRuntime(): AppRuntime {
  held.punctualRuntime ??= createAppRuntime(compose(readEnvironment(process.env)));
  return held.punctualRuntime;
}

function createAppRuntime(composition: Composition): AppRuntime {
  const { env } = composition;
  const inngest = createInngestClient();
  const nothing = () => undefined;
  const system = { door: "organizer" as const, actor: { kind: "system" as const }, askedFrom: null };
  const relayContext = createContext(composition, { ...system, requestId: "relay", onCommitted: nothing });
  const onCommitted = relayAfterCommit(inngest, relayContext);
  const systemContext = (requestId: string) =>
    createContext(composition, { ...system, requestId, onCommitted });
  const limits = { sendsPerSecond: env.SENDS_PER_SECOND, concurrentSends: env.CONCURRENT_SENDS };
  return {
    ...composition,
    inngest,
    systemContext,
    functions: createFunctions({ inngest, systemContext, limits }),
    admit: (headers, mount) => admit(composition, { headers, mount }, { onCommitted }),
    requestContext: async (headers, mount) => {
      const actor = await actorOf(composition, headers, mount);
      return requestContext(composition, { headers, mount, actor, onCommitted });
    },
  };
}
