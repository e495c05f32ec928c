import type { HttpExchange } from "@/server/providers/sms/exchange-http";
import type { SendOutcome } from "@/server/providers/sms/port";
import { readRetryAfter } from "@/server/providers/sms/read-retry-after";

/** Statuses with which something in front of the receiver answers in its place. */
const gatewayStatuses = new Set([502, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530]);

/**
 * The outcome of a call. The receiver's own answer is definite: taken (2xx), refused for now (408, 425, 429, a 5xx that
 * says something) or for good. Where a gateway answered, or nobody, it may have been taken.
 */
export function classifyWebhookAnswer(exchange: HttpExchange, attemptId: string, now: Date): SendOutcome {
  if (exchange.kind === "not_sent") return { kind: "refused", refusal: "transient", code: "connect_failed" };
  if (exchange.kind === "broken") return { kind: "unknown", reason: exchange.reason };
  const { status: httpStatus, headers, body: answer } = exchange;
  if (httpStatus >= 200 && httpStatus < 300) {
    return { kind: "accepted", providerMessageId: attemptId, httpStatus, answer };
  }
  const said = { kind: "refused" as const, httpStatus, answer };
  if (httpStatus >= 300 && httpStatus < 400) {
    return { ...said, refusal: "permanent", code: "redirect_refused" };
  }
  const code = `http_${httpStatus}`;
  if (httpStatus === 408 || httpStatus === 425 || httpStatus === 429) {
    const retryAfterSeconds = readRetryAfter(headers["retry-after"], now);
    return { ...said, refusal: "transient", code, retryAfterSeconds };
  }
  if (httpStatus < 500) return { ...said, refusal: "permanent", code };
  if (gatewayStatuses.has(httpStatus) || answer.trim() === "") {
    return { kind: "unknown", reason: "gateway_error" };
  }
  const retryAfterSeconds = readRetryAfter(headers["retry-after"], now);
  return { ...said, refusal: "transient", code, retryAfterSeconds };
}
