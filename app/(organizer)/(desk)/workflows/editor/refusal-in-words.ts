import { type FormError, formErrors } from "@/app/_lib/form-error";

/** What the server refused of a workflow, told without the paths of its fields. */
export function refusalsInWords(error: unknown): FormError[] {
  return formErrors(error).map((refusal) => ({ ...refusal, message: withoutPath(refusal) }));
}

/** The same for the end of the form, where it must say which step it is about. */
export function refusalAtEnd({ field, message }: FormError): string {
  const step = /^steps\.(\d+)\./.exec(field ?? "")?.[1];
  return step === undefined ? message : `Step ${Number(step) + 1}: ${message}`;
}

function withoutPath({ field, message }: FormError): string {
  if (field === null || !message.startsWith(field)) return message;
  const text = message.slice(field.length).replace(/^:?\s+/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
