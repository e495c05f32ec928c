import type { z } from "zod";
import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import { type BodyTemplate, parseBodyTemplate } from "./body-template";
import type {
  callbackFieldsSchema,
  HttpSmsErrorClass,
  HttpSmsVariables,
  inboundFieldsSchema,
  listFieldsSchema,
  statusFieldsSchema,
} from "./http-sms-variables";
import type { JsonPointer } from "./json-pointer";

/** How a provider of texts is spoken to over HTTP, all of it from settings. */
export type HttpSmsSettings = {
  url: string;
  method: "POST" | "PUT";
  headers: Readonly<Record<string, string>>;
  from: string;
  body: BodyTemplate;
  /** Which answers mean that a text was accepted: these statuses, and this value where one is named. */
  success: { from: number; to: number; equals: { pointer: JsonPointer; value: string } | null };
  /** Where an answer has the text's id; null where it has none, and the attempt's own id takes its place. */
  idPointer: JsonPointer | null;
  errors: { pointer: JsonPointer | null; classes: ReadonlyMap<string, HttpSmsErrorClass> };
  /** Signs requests; null where they go unsigned. */
  signingSecret: string | null;
  signatureHeader: string;
  timestampHeader: string;
  list: { url: string; fields: z.output<typeof listFieldsSchema> } | null;
  status: { url: string; fields: z.output<typeof statusFieldsSchema> } | null;
  /** The provider's words for how far a text has come, beside those that are usual. */
  statuses: ReadonlyMap<string, DeliveryStatus>;
  /** Who signs status reports and replies; null where none are taken. */
  callbacks: {
    secret: string;
    toleranceSeconds: number;
    fields: z.output<typeof callbackFieldsSchema>;
    /** Null where replies aren't taken. */
    inbound: z.output<typeof inboundFieldsSchema> | null;
  } | null;
  /** What answers 2xx as long as the account works. */
  checkUrl: string | null;
};

/** The provider that variables without faults describe; null where none is. */
export function httpSmsSettings(given: HttpSmsVariables): HttpSmsSettings | null {
  const { SMS_HTTP_URL: url, SMS_HTTP_FROM: from, SMS_HTTP_BODY: body } = given;
  if (url === undefined || from === undefined || body === undefined) return null;
  const { SMS_HTTP_SUCCESS_POINTER: pointer, SMS_HTTP_SUCCESS_EQUALS: value } = given;
  const { SMS_HTTP_LIST_URL: listUrl, SMS_HTTP_LIST_FIELDS: listFields } = given;
  const { SMS_HTTP_STATUS_URL: statusUrl, SMS_HTTP_CALLBACK_SECRET: callbackSecret } = given;
  return {
    url,
    method: given.SMS_HTTP_METHOD,
    headers: given.SMS_HTTP_HEADERS ?? {},
    from,
    body: parseBodyTemplate(body, given.SMS_HTTP_BODY_TYPE),
    success: {
      ...given.SMS_HTTP_SUCCESS_STATUS,
      equals: pointer !== undefined && value !== undefined ? { pointer, value } : null,
    },
    idPointer: given.SMS_HTTP_ID_POINTER ?? null,
    errors: {
      pointer: given.SMS_HTTP_ERROR_POINTER ?? null,
      classes: new Map(Object.entries(given.SMS_HTTP_ERROR_CLASSES ?? {})),
    },
    signingSecret: given.SMS_HTTP_SIGNING_SECRET ?? null,
    signatureHeader: given.SMS_HTTP_SIGNATURE_HEADER,
    timestampHeader: given.SMS_HTTP_TIMESTAMP_HEADER,
    list: listUrl !== undefined && listFields !== undefined ? { url: listUrl, fields: listFields } : null,
    status: statusUrl === undefined ? null : { url: statusUrl, fields: given.SMS_HTTP_STATUS_FIELDS },
    statuses: new Map(
      Object.entries(given.SMS_HTTP_STATUSES ?? {}).map(([word, status]) => [word.toLowerCase(), status]),
    ),
    callbacks:
      callbackSecret === undefined
        ? null
        : {
            secret: callbackSecret,
            toleranceSeconds: given.SMS_HTTP_CALLBACK_TOLERANCE_SECONDS,
            fields: given.SMS_HTTP_CALLBACK_FIELDS,
            inbound: given.SMS_HTTP_INBOUND_FIELDS ?? null,
          },
    checkUrl: given.SMS_HTTP_CHECK_URL ?? null,
  };
}
