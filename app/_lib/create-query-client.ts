import { QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const maxRetries = 2;
const staleTimeMs = 20_000;

/** A cache of answers that repeats what a connection lost, and never what the server refused. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: staleTimeMs,
        retry: (failureCount, error) => failureCount < maxRetries && !isRefusal(error),
      },
    },
  });
}

function isRefusal(error: unknown): boolean {
  const status: unknown = error instanceof TRPCClientError ? error.data?.httpStatus : undefined;
  return typeof status === "number" && status < 500;
}
