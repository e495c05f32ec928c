import { z } from "zod";
import type { Refusal } from "@/server/domain/workflows/delivery-codes";
import { twilioErrorCodes } from "@/server/domain/workflows/twilio-error-codes";
import type { HttpExchange } from "./exchange-http";
import type { SendOutcome } from "./port";
import { readRetryAfter } from "./read-retry-after";

const acceptedSchema = z.object({
  sid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/),
  num_segments: z.string().regex(/^\d+$/).nullish(),
});

const errorSchema = z.object({ code: z.int().min(10_000).max(999_999) });

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** An unlisted code is judged by its status: a server's trouble and a rate pass, a credential's doesn't. */
function refusalOf(code: string, httpStatus: number): Refusal {
  const listed = twilioErrorCodes.get(code);
  if (listed) return listed.refusal;
  if (httpStatus >= 500 || httpStatus === 429) return "transient";
  return httpStatus === 401 || httpStatus === 403 ? "account" : "permanent";
}

/** The outcome of a send request; only an answer in the provider's own words is definite. */
export function classifyTwilioAnswer(exchange: HttpExchange, now: Date): SendOutcome {
  if (exchange.kind === "not_sent") return { kind: "refused", refusal: "transient", code: "connect_failed" };
  if (exchange.kind === "broken") return { kind: "unknown", reason: exchange.reason };
  const { status: httpStatus, headers, body } = exchange;
  const answer = parseJson(body);
  if (httpStatus >= 200 && httpStatus < 300) {
    const accepted = acceptedSchema.safeParse(answer);
    if (!accepted.success) return { kind: "unknown", reason: "gateway_error" };
    const segments = accepted.data.num_segments ? Number(accepted.data.num_segments) : undefined;
    return { kind: "accepted", providerMessageId: accepted.data.sid, segments };
  }
  const error = errorSchema.safeParse(answer);
  const retryAfterSeconds = readRetryAfter(headers["retry-after"], now);
  if (error.success) {
    const code = String(error.data.code);
    return { kind: "refused", refusal: refusalOf(code, httpStatus), code, httpStatus, retryAfterSeconds };
  }
  if (httpStatus === 429) {
    return { kind: "refused", refusal: "transient", code: "20429", httpStatus, retryAfterSeconds };
  }
  return { kind: "unknown", reason: "gateway_error" };
}
