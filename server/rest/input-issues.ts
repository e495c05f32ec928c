import type { z } from "zod";
import { type InputIssue, RestError } from "./rest-error";

type Issue = z.core.$ZodIssue;

/** The answer to an input at fault: one sentence for people, and the faults one by one for programs. */
export function invalidInput(errors: InputIssue[]): RestError {
  const [first] = errors;
  return new RestError(400, [...new Set(errors.map(sentenceOf))].join("; "), {
    ...(first && { field: first.field }),
    reason: "input_not_valid",
    errors,
  });
}

/**
 * The value as the schema reads it.
 * @throws RestError that names every field at fault and how to mend it.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: wording });
  if (parsed.success) return parsed.data;
  throw invalidInput(inputIssues(parsed.error.issues));
}

/** The faults by field; of a union, those of the form that the value comes closest to. */
export function inputIssues(issues: readonly Issue[], base: readonly PropertyKey[] = []): InputIssue[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    const closest = issue.code === "invalid_union" ? closestForm(issue.errors) : undefined;
    if (closest) return inputIssues(closest, path);
    return [{ field: path.join(".") || "body", message: issue.message }];
  });
}

/** Of the forms of a union the one whose tag fits, or else the one whose kind does. */
function closestForm(forms: readonly Issue[][]): Issue[] | undefined {
  const ofKind = forms.filter((issues) => !issues.some((issue) => issue.path.length === 0));
  const ofTag = ofKind.filter((issues) => !issues.some((issue) => issue.code === "invalid_value"));
  return ofTag[0] ?? (ofKind.length > 1 ? [unknownTag(ofKind)] : ofKind[0]);
}

function unknownTag(forms: readonly Issue[][]): Issue {
  const all = forms.flat().filter((issue) => issue.code === "invalid_value");
  const path = all[0]?.path ?? [];
  const tags = all.filter((issue) => issue.path.join(".") === path.join("."));
  const values = [...new Set(tags.flatMap((issue) => issue.values))];
  return { code: "custom", path: [...path], message: `must be one of ${values.join(", ")}` };
}

function sentenceOf({ field, message }: InputIssue): string {
  return /^[A-Z]/.test(message) ? message : `${field} ${message}`;
}

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Words for what a schema doesn't say itself; they follow the field's name. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is required";
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "too_small":
      return `must ${measure(issue.origin, "at least", issue.minimum)}`;
    case "too_big":
      return `must ${measure(issue.origin, "at most", issue.maximum)}`;
    case "invalid_union":
      return "has a form that is not understood here";
    case "invalid_format":
      return issue.format === "url" ? "must be a URL" : "has a form that is not understood here";
    default:
      return undefined;
  }
}

function measure(origin: string, bound: string, limit: number | bigint): string {
  const isOne = Number(limit) === 1;
  if (origin === "string") return `have ${bound} ${limit} ${isOne ? "character" : "characters"}`;
  if (origin === "array") return `have ${bound} ${limit} ${isOne ? "entry" : "entries"}`;
  return `be ${bound} ${limit}`;
}
