import { parseBodyTemplate, placeholdersOf } from "./body-template";
import type { HttpSmsVariables } from "./http-sms-variables";

export type SettingFault = { variable: string; message: string };

/** Those without a default, which nobody sets without meaning such a provider. */
const ownVariables = [
  "SMS_HTTP_HEADERS",
  "SMS_HTTP_FROM",
  "SMS_HTTP_BODY",
  "SMS_HTTP_SUCCESS_POINTER",
  "SMS_HTTP_SUCCESS_EQUALS",
  "SMS_HTTP_ID_POINTER",
  "SMS_HTTP_ERROR_POINTER",
  "SMS_HTTP_ERROR_CLASSES",
  "SMS_HTTP_SIGNING_SECRET",
  "SMS_HTTP_LIST_URL",
  "SMS_HTTP_LIST_FIELDS",
  "SMS_HTTP_STATUS_URL",
  "SMS_HTTP_STATUSES",
  "SMS_HTTP_CALLBACK_SECRET",
  "SMS_HTTP_INBOUND_FIELDS",
  "SMS_HTTP_CHECK_URL",
] as const satisfies (keyof HttpSmsVariables)[];

const bodyPlaceholders = ["to", "toDigits", "from", "body", "attemptId", "callbackUrl"];

/** What is wrong with the variables as a whole; nothing where no such provider is asked for. */
export function findHttpSmsFaults(given: HttpSmsVariables): SettingFault[] {
  if (given.SMS_HTTP_URL === undefined) {
    const set = ownVariables.find((variable) => given[variable] !== undefined);
    return set ? [{ variable: "SMS_HTTP_URL", message: `set it too, since ${set} is set` }] : [];
  }
  const faults: SettingFault[] = [];
  const need = (isMet: boolean, variable: keyof HttpSmsVariables, message: string) => {
    if (!isMet) faults.push({ variable, message });
  };
  const hasId = given.SMS_HTTP_ID_POINTER !== undefined;
  need(
    given.SMS_HTTP_FROM !== undefined,
    "SMS_HTTP_FROM",
    "set it to the number or name that texts come from",
  );
  need(
    (given.SMS_HTTP_SUCCESS_POINTER === undefined) === (given.SMS_HTTP_SUCCESS_EQUALS === undefined),
    given.SMS_HTTP_SUCCESS_POINTER === undefined ? "SMS_HTTP_SUCCESS_POINTER" : "SMS_HTTP_SUCCESS_EQUALS",
    "SMS_HTTP_SUCCESS_POINTER and SMS_HTTP_SUCCESS_EQUALS go together: set both or neither",
  );
  need(
    given.SMS_HTTP_ERROR_CLASSES === undefined || given.SMS_HTTP_ERROR_POINTER !== undefined,
    "SMS_HTTP_ERROR_POINTER",
    "set it to where answers have the code that SMS_HTTP_ERROR_CLASSES sorts",
  );
  need(
    (given.SMS_HTTP_LIST_URL === undefined) === (given.SMS_HTTP_LIST_FIELDS === undefined),
    given.SMS_HTTP_LIST_URL === undefined ? "SMS_HTTP_LIST_URL" : "SMS_HTTP_LIST_FIELDS",
    "SMS_HTTP_LIST_URL and SMS_HTTP_LIST_FIELDS go together: set both or neither",
  );
  need(
    hasId || (given.SMS_HTTP_LIST_URL === undefined && given.SMS_HTTP_STATUS_URL === undefined),
    "SMS_HTTP_ID_POINTER",
    "set it to where answers have the text's id, by which texts are looked up",
  );
  need(
    given.SMS_HTTP_INBOUND_FIELDS === undefined || given.SMS_HTTP_CALLBACK_SECRET !== undefined,
    "SMS_HTTP_CALLBACK_SECRET",
    "set it to the secret that replies are signed with",
  );
  need(
    given.SMS_HTTP_CALLBACK_SECRET === undefined || !hasId || given.SMS_HTTP_CALLBACK_FIELDS.id !== undefined,
    "SMS_HTTP_CALLBACK_FIELDS",
    'must have "id": where status reports have the id that SMS_HTTP_ID_POINTER reads',
  );
  return [...faults, ...findBodyFaults(given)];
}

function findBodyFaults(given: HttpSmsVariables): SettingFault[] {
  const fault = (message: string): SettingFault[] => [{ variable: "SMS_HTTP_BODY", message }];
  if (given.SMS_HTTP_BODY === undefined) return fault("set it to the body of a send request");
  let names: string[];
  try {
    names = placeholdersOf(parseBodyTemplate(given.SMS_HTTP_BODY, given.SMS_HTTP_BODY_TYPE));
  } catch (error) {
    return fault((error as Error).message);
  }
  const unknown = names.find((name) => !bodyPlaceholders.includes(name));
  if (unknown) return fault(`doesn't know {${unknown}}; it may have {${bodyPlaceholders.join("}, {")}}`);
  if (!names.includes("to") && !names.includes("toDigits")) return fault("must contain {to} or {toDigits}");
  if (!names.includes("body")) return fault("must contain {body}");
  if (names.includes("callbackUrl") && given.SMS_HTTP_CALLBACK_SECRET === undefined) {
    const message =
      "set it to the secret that status reports are signed with, since SMS_HTTP_BODY asks for them";
    return [{ variable: "SMS_HTTP_CALLBACK_SECRET", message }];
  }
  return [];
}
