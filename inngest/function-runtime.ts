import type { Inngest } from "inngest";
import type { ServiceContext } from "@/server/services/service-context";

/** What the functions are made of. */
export type FunctionRuntime = {
  inngest: Inngest;
  /** A context for work that no person asks for directly; the request id links it to what caused it. */
  systemContext(requestId: string): ServiceContext;
  limits: {
    /** Run starts per second and sender. */
    sendsPerSecond: number;
    /** Provider calls at once per sender. */
    concurrentSends: number;
  };
};
