import type { SendOutcome } from "@/server/providers/sms/port";

/** What nodemailer says of a failed send. */
export type SmtpError = { code?: string; responseCode?: number; timeoutType?: string; command?: string };

/** Faults of the message itself, found before anything was sent. */
const messageFaults = new Set(["EMESSAGE", "EENVELOPE", "ESTREAM", "EFILEACCESS", "EURLACCESS"]);
const accountFaults = new Set(["EAUTH", "ENOAUTH", "EOAUTH2", "ECONFIG"]);

function refused(refusal: "transient" | "permanent" | "account", code: string): SendOutcome {
  return { kind: "refused", refusal, code };
}

/**
 * The outcome of a send that failed. `contentBegan` says whether any of the mail itself had gone out: before
 * that a broken connection is harmless, after it the server may have taken the mail.
 * @see RFC 5321 §4.2.1: 4yz replies are transient, 5yz permanent
 */
export function classifySmtpError(error: SmtpError, contentBegan: boolean): SendOutcome {
  const { code = "", responseCode } = error;
  if (responseCode && responseCode >= 400 && responseCode < 600) {
    const passes = responseCode < 500 || responseCode === 503;
    const wantsAccount = accountFaults.has(code) || responseCode === 530 || responseCode === 535;
    return refused(passes ? "transient" : wantsAccount ? "account" : "permanent", `smtp_${responseCode}`);
  }
  if (accountFaults.has(code)) return refused("account", "auth_failed");
  if (!contentBegan) {
    return messageFaults.has(code)
      ? refused("permanent", "invalid_message")
      : refused("transient", "connect_failed");
  }
  const timedOut = code === "ETIMEDOUT" || code === "EABORT";
  return { kind: "unknown", reason: timedOut ? "timeout" : "connection_broken" };
}
