import { z } from "zod";
import { type RestErrorStatus, restErrorNames } from "../rest-error";

const codes = Object.values(restErrorNames).map(({ code }) => code);

/** The one envelope that all errors have. */
export const errorEnvelopeSchema = z
  .object({
    status: z.literal("error"),
    timestamp: z.iso.datetime(),
    path: z.string(),
    message: z.string().meta({ description: "The same as `error.message`." }),
    error: z.object({
      code: z.enum(codes),
      message: z.string().meta({ description: "What is wrong and how to mend it, for people." }),
      details: z.looseObject({
        field: z.string().optional().meta({ description: "The field at fault." }),
        reason: z.string().optional().meta({ description: "What is wrong, for programs." }),
        errors: z
          .array(z.object({ field: z.string(), message: z.string() }))
          .optional()
          .meta({ description: "All that is wrong with the input." }),
        message: z.string(),
        error: z.string(),
        statusCode: z.int(),
      }),
    }),
  })
  .meta({ id: "Error", description: "The envelope that all errors have." });

/** What any operation may answer when it refuses or fails, by status. */
export const usualErrors = {
  400: "The input is not valid: `error.details.field` names what to change.",
  401: "The key is not valid or has expired, or there is none where one is needed.",
  403: "The key's scope does not cover it.",
  404: "There is none, or it is another's; or the operation is not served in the version asked for.",
  429: "Too many requests: try again after `Retry-After` seconds.",
  500: "Something went wrong on our side.",
  501: "Known elsewhere and not served here: the message says what to do instead.",
  503: "Not available for the moment.",
} as const satisfies Partial<Record<RestErrorStatus, string>>;

/** What operations that take a body may answer besides. */
export const bodyErrors = {
  413: "The body is too large.",
} as const satisfies Partial<Record<RestErrorStatus, string>>;

/** What operations that take an Idempotency-Key may answer besides. */
export const repeatErrors = {
  409: "A request with this Idempotency-Key is still being answered.",
  422: "This Idempotency-Key was already used with another request.",
} as const satisfies Partial<Record<RestErrorStatus, string>>;
