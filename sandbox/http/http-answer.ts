/** What a route gives back. `drop` breaks the connection instead of answering. */
export type HttpAnswer =
  | {
      kind: "answer";
      status: number;
      headers: Record<string, string>;
      body: string | Uint8Array;
      afterwards?: () => void;
    }
  | { kind: "drop"; afterwards?: () => void };

export function answerJson(status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return {
    kind: "answer",
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** A fault in the caller's request, in words the caller can act on. */
export class RequestFault extends Error {
  override readonly name = "RequestFault";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
