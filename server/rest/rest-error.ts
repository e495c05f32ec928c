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

/** The names that callers know of each status of an error: of its code, and of its phrase. */
export const restErrorNames = {
  400: { code: "BadRequestException", phrase: "Bad Request" },
  401: { code: "UnauthorizedException", phrase: "Unauthorized" },
  403: { code: "ForbiddenException", phrase: "Forbidden" },
  404: { code: "NotFoundException", phrase: "Not Found" },
  405: { code: "MethodNotAllowedException", phrase: "Method Not Allowed" },
  409: { code: "ConflictException", phrase: "Conflict" },
  413: { code: "PayloadTooLargeException", phrase: "Payload Too Large" },
  422: { code: "UnprocessableEntityException", phrase: "Unprocessable Entity" },
  429: { code: "ThrottlerException", phrase: "Too Many Requests" },
  500: { code: "InternalServerErrorException", phrase: "Internal Server Error" },
  501: { code: "NotImplementedException", phrase: "Not Implemented" },
  503: { code: "ServiceUnavailableException", phrase: "Service Unavailable" },
} as const;

export type RestErrorStatus = keyof typeof restErrorNames;

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
