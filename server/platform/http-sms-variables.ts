import { z } from "zod";
import { deliveryStatuses } from "@/server/domain/workflows/delivery-status";
import { placeholdersIn } from "./body-template";
import { type JsonPointer, parseJsonPointer } from "./json-pointer";

/** What a provider's error means for the text; `opted_out` puts the number on the list of those who want none. */
export const httpSmsErrorClasses = ["transient", "permanent", "account", "opted_out"] as const;
export type HttpSmsErrorClass = (typeof httpSmsErrorClasses)[number];

const reservedHeaders = ["host", "content-type", "content-length", "connection", "transfer-encoding"];

const emptyToUndefined = (value: unknown) => (value === "" ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(emptyToUndefined, schema.optional());

const pointerSchema = z.string().transform((text, ctx): JsonPointer => {
  const pointer = parseJsonPointer(text);
  if (pointer) return pointer;
  ctx.addIssue('must be a JSON pointer such as "/message/id"');
  return z.NEVER;
});

function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue("must be JSON");
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const headersSchema = z.record(
  z
    .string()
    .regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be a header's name")
    .refine((name) => !reservedHeaders.includes(name.toLowerCase()), "is set by Punctual itself"),
  z.string().regex(/^[\x20-\x7e]*$/, "must be printable ASCII"),
);

export const listFieldsSchema = z.strictObject({
  items: pointerSchema.prefault(""),
  /** Where the address of the next page is, if there is one. */
  next: pointerSchema.optional(),
  id: pointerSchema,
  to: pointerSchema,
  body: pointerSchema,
  createdAt: pointerSchema,
  status: pointerSchema,
  code: pointerSchema.optional(),
});
export const statusFieldsSchema = z.strictObject({ status: pointerSchema, code: pointerSchema.optional() });
export const callbackFieldsSchema = z.strictObject({
  id: pointerSchema.optional(),
  attempt: pointerSchema.optional(),
  status: pointerSchema,
  code: pointerSchema.optional(),
});
export const inboundFieldsSchema = z.strictObject({
  id: pointerSchema,
  from: pointerSchema,
  to: pointerSchema,
  body: pointerSchema,
});

const isHttp = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const httpUrl = z.string().refine((text) => isHttp(text), {
  message: "must be an http or https address",
});
const secret = z.string().min(16, "must have at least 16 characters");
const headerName = z.string().regex(/^[\w-]+$/, "must be a header's name");

/** An address with placeholders in its path or query, of which at least one of `required` occurs. */
function addressTemplate(known: readonly string[], required: readonly string[]) {
  return z.string().superRefine((text, ctx) => {
    const names = placeholdersIn(text);
    const unknown = names.find((name) => !known.includes(name));
    const [one = "", other = ""] = ["a", "b"].map((letter) => text.replace(/\{\w+\}/g, letter));
    if (unknown) ctx.addIssue(`doesn't know {${unknown}}; it may have {${known.join("}, {")}}`);
    else if (!isHttp(one) || !isHttp(other)) ctx.addIssue("must be an http or https address");
    else if (new URL(one).origin !== new URL(other).origin)
      ctx.addIssue("may have placeholders in its path and query only");
    else if (!names.some((name) => required.includes(name))) {
      ctx.addIssue(`must contain {${required.join("} or {")}}`);
    }
  });
}

const statusRange = z
  .string()
  .regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, "must be a status or a range such as 200-299")
  .transform((text) => {
    const [from = 200, to = from] = text.split("-").map(Number);
    return { from, to };
  });

/** The variables that describe a provider of texts, each checked by itself. */
export const httpSmsVariables = {
  SMS_HTTP_URL: optional(httpUrl),
  SMS_HTTP_METHOD: z.preprocess(emptyToUndefined, z.enum(["POST", "PUT"]).default("POST")),
  SMS_HTTP_HEADERS: optional(json(headersSchema)),
  SMS_HTTP_FROM: optional(z.string().max(32)),
  SMS_HTTP_BODY: optional(z.string()),
  SMS_HTTP_BODY_TYPE: z.preprocess(emptyToUndefined, z.enum(["json", "form"]).default("json")),
  SMS_HTTP_SUCCESS_STATUS: z.preprocess(emptyToUndefined, statusRange.prefault("200-299")),
  SMS_HTTP_SUCCESS_POINTER: optional(pointerSchema),
  SMS_HTTP_SUCCESS_EQUALS: optional(z.string()),
  SMS_HTTP_ID_POINTER: optional(pointerSchema),
  SMS_HTTP_ERROR_POINTER: optional(pointerSchema),
  SMS_HTTP_ERROR_CLASSES: optional(json(z.record(z.string(), z.enum(httpSmsErrorClasses)))),
  SMS_HTTP_SIGNING_SECRET: optional(secret),
  SMS_HTTP_SIGNATURE_HEADER: z.preprocess(emptyToUndefined, headerName.default("X-Signature")),
  SMS_HTTP_TIMESTAMP_HEADER: z.preprocess(emptyToUndefined, headerName.default("X-Timestamp")),
  SMS_HTTP_LIST_URL: optional(
    addressTemplate(["to", "toDigits", "createdAfter", "createdBefore"], ["to", "toDigits"]),
  ),
  SMS_HTTP_LIST_FIELDS: optional(json(listFieldsSchema)),
  SMS_HTTP_STATUS_URL: optional(addressTemplate(["id"], ["id"])),
  SMS_HTTP_STATUS_FIELDS: z.preprocess(
    emptyToUndefined,
    json(statusFieldsSchema).prefault('{"status": "/status", "code": "/code"}'),
  ),
  SMS_HTTP_STATUSES: optional(json(z.record(z.string(), z.enum(deliveryStatuses)))),
  SMS_HTTP_CALLBACK_SECRET: optional(secret),
  SMS_HTTP_CALLBACK_TOLERANCE_SECONDS: z.preprocess(
    emptyToUndefined,
    z.coerce.number().int().min(30).max(86_400).default(300),
  ),
  SMS_HTTP_CALLBACK_FIELDS: z.preprocess(
    emptyToUndefined,
    json(callbackFieldsSchema).prefault('{"id": "/id", "status": "/status", "code": "/code"}'),
  ),
  SMS_HTTP_INBOUND_FIELDS: optional(json(inboundFieldsSchema)),
  SMS_HTTP_CHECK_URL: optional(httpUrl),
};

const variablesSchema = z.object(httpSmsVariables);
export type HttpSmsVariables = z.output<typeof variablesSchema>;
