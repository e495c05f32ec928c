import { TRPCClientError } from "@trpc/client";

/** What the server said about a refused input. `field` is the path that the router's error names. */
export type FormError = { message: string; field: string | null; reason: string | null };

const unreachable = "We couldn’t reach the server. Check your connection and try again.";
const ours = "Something went wrong on our side. Please try again.";

/** A failed call in words for the person who made it, with the fields at fault. */
export function formErrors(error: unknown): FormError[] {
  if (!(error instanceof TRPCClientError) || !error.data) {
    return [{ message: unreachable, field: null, reason: "unreachable" }];
  }
  const { issues, field, reason, httpStatus } = error.data as {
    issues?: { field: string; message: string }[];
    field?: string;
    reason?: string;
    httpStatus?: number;
  };
  if (issues?.length) {
    return issues.map((issue) => ({
      field: issue.field,
      message: sentence(issue.message),
      reason: "invalid",
    }));
  }
  if (httpStatus === undefined || httpStatus >= 500) {
    return [{ message: ours, field: null, reason: "server_failed" }];
  }
  return [{ message: error.message, field: field ?? null, reason: reason ?? null }];
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
