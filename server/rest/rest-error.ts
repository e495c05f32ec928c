export type InputIssue = { field: string; message: string };

/** What an error says beside its message. */
export type RestErrorDetails = {
  /** The field at fault, by the name that callers of this API know. */
  field?: string;
  reason?: string;
  /** All that is wrong with an input, one entry per field and fault. */
  errors?: InputIssue[];
  [fact: string]: unknown;
};

/** An answer that is an error, ready to be written. */
export class RestError extends Error {
  override readonly name = "RestError";

  constructor(
    readonly status: number,
    message: string,
    readonly details: RestErrorDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
