import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import type { SendOutcome } from "@/server/providers/sms/port";

export type TestCallReport = {
  /** Whether the receiver took the call. */
  isTaken: boolean;
  /** What happened, in a sentence. */
  meaning: string;
  httpStatus: number | null;
  /** The beginning of what the receiver said. */
  answer: string | null;
  isSigned: boolean;
};

/** What came back from a test call, in an organizer's words. */
export function testCallReport(outcome: SendOutcome, isSigned: boolean): TestCallReport {
  if (outcome.kind === "unknown") {
    const meaning = describeDeliveryCode("webhook", outcome.reason);
    return { isTaken: false, meaning, httpStatus: null, answer: null, isSigned };
  }
  const { httpStatus = null, answer = null } = outcome;
  if (outcome.kind === "accepted") {
    return { isTaken: true, meaning: "The receiver took the call.", httpStatus, answer, isSigned };
  }
  return {
    isTaken: false,
    meaning: describeDeliveryCode("webhook", outcome.code),
    httpStatus,
    answer,
    isSigned,
  };
}
