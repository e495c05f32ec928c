import { z } from "zod";
import { classifyTwilioAnswer } from "./classify-twilio-answer";
import type { HttpExchange } from "./exchange-http";
import type { AccountCheck } from "./port";

const accountSchema = z.object({ status: z.enum(["active", "suspended", "closed"]) });

function readStatus(body: string): z.output<typeof accountSchema>["status"] | null {
  try {
    return accountSchema.parse(JSON.parse(body)).status;
  } catch {
    return null;
  }
}

/**
 * What Twilio's account resource says of the account; a status that isn't active is told by the code that sending
 * would be refused with.
 * @see https://www.twilio.com/docs/iam/api/account
 */
export function classifyAccountAnswer(exchange: HttpExchange, now: Date): AccountCheck {
  if (exchange.kind === "answered" && exchange.status === 200) {
    const status = readStatus(exchange.body);
    if (status === null) return { kind: "unanswered", code: "unreadable" };
    if (status === "active") return { kind: "passed" };
    return { kind: "refused", code: status === "suspended" ? "30002" : "20005" };
  }
  const outcome = classifyTwilioAnswer(exchange, now);
  if (outcome.kind === "refused") {
    return { kind: outcome.refusal === "account" ? "refused" : "unanswered", code: outcome.code };
  }
  return { kind: "unanswered", code: outcome.kind === "unknown" ? outcome.reason : "unreadable" };
}
