import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { ServiceError, type ServiceErrorCode } from "@/server/platform/service-error";
import { findUnstorableText } from "@/server/platform/unstorable-text";
import { admitAnonymousBooking } from "@/server/services/request-limits/admit-anonymous-booking";
import { admitNewAttendee } from "@/server/services/request-limits/admit-new-attendee";
import { requireScope } from "@/server/services/require-scope";
import type { ServiceContext } from "@/server/services/service-context";

const trpcCodes = {
  BAD_REQUEST: "BAD_REQUEST",
  UNAUTHORIZED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  UNPROCESSABLE: "UNPROCESSABLE_CONTENT",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  TOO_MANY_REQUESTS: "TOO_MANY_REQUESTS",
  NOT_IMPLEMENTED: "NOT_IMPLEMENTED",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ServiceErrorCode, TRPCError["code"]>;

type ProcedureMeta = {
  /** What an API key must be allowed to call it: to read for queries and to manage for the rest, unless named. */
  scope?: KeyScope;
};

export const trpc = initTRPC
  .context<ServiceContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter({ shape, error }) {
      const { code, httpStatus } = shape.data;
      const details = error.cause instanceof ServiceError ? error.cause.details : {};
      const issues = error.cause instanceof ZodError ? inputIssues(error.cause) : undefined;
      const message =
        error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong on our side." : shape.message;
      return {
        code: shape.code,
        message: issues ? issues.map((issue) => `${issue.field} ${issue.message}`).join("; ") : message,
        data: { code, httpStatus, ...details, issues },
      };
    },
  });

/** The field at fault and what it must be, for each thing that is wrong with an input. */
export function inputIssues(error: ZodError): { field: string; message: string }[] {
  return error.issues.map((issue) => ({ field: issue.path.join(".") || "input", message: issue.message }));
}

/** What to throw so that tRPC's callers are told what a verb, or the way to one, refused. */
export function trpcErrorOf(error: unknown): TRPCError {
  if (!(error instanceof ServiceError)) return getTRPCErrorFromUnknown(error);
  return new TRPCError({ code: trpcCodes[error.code], message: error.message, cause: error });
}

const logAndMapErrors = trpc.middleware(async ({ ctx, path, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const facts = { requestId: ctx.requestId, procedure: path, door: ctx.door };
  const milliseconds = Math.round(performance.now() - startedAt);
  if (result.ok) {
    ctx.logger.info({ ...facts, milliseconds }, "procedure answered");
    return result;
  }
  const { cause, code } = result.error;
  if (code === "INTERNAL_SERVER_ERROR" && !(cause instanceof ServiceError)) {
    ctx.logger.error({ ...facts, milliseconds, err: cause ?? result.error }, "procedure failed");
    return result;
  }
  ctx.logger.info({ ...facts, milliseconds, code }, "procedure refused");
  if (cause instanceof ServiceError) throw trpcErrorOf(cause);
  return result;
});

const refuseUnstorableText = trpc.middleware(async ({ getRawInput, next }) => {
  const field = findUnstorableText(await getRawInput());
  if (field === null) return next();
  const named = field || "input";
  throw new ServiceError(
    "BAD_REQUEST",
    `${named} contains characters that cannot be stored; leave them out.`,
    {
      field: named,
      reason: "text_not_storable",
    },
  );
});

const requireScopeOfKey = trpc.middleware(({ ctx, type, meta, next }) => {
  requireScope(ctx.actor, meta?.scope ?? (type === "query" ? "read" : "manage"));
  return next();
});

/** A procedure that anyone may call; the verb behind it authorises. */
export const procedure = trpc.procedure.use(logAndMapErrors).use(requireScopeOfKey).use(refuseUnstorableText);

/** A procedure that makes or changes bookings. */
export const bookingProcedure = procedure.meta({ scope: "book" });

/** A procedure that books: without a credential, only so often. */
export const limitedBookingProcedure = bookingProcedure.use(async ({ ctx, next }) => {
  await admitAnonymousBooking(ctx);
  return next();
});

/** A procedure that adds someone to a booking: only so often. */
export const limitedAttendeeProcedure = bookingProcedure.use(async ({ ctx, next }) => {
  await admitNewAttendee(ctx);
  return next();
});
