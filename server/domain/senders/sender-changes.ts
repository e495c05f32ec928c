import type { SenderFacts, SenderProof } from "./sender-state";

const minute = 60_000;
const checkDelaysMs = [minute, 2 * minute, 4 * minute, 8 * minute, 15 * minute];
// A sender that stops again so soon after its check passed is refused for something that the check doesn't see.
const relapseMs = 60 * minute;

/** Refusals of the account itself, which asking about the account shows as well as sending does. */
const codesSeenByCheck: readonly string[] = [
  "10001",
  "20003",
  "20005",
  "20404",
  "30002",
  "90010",
  "auth_failed",
  "smtp_535",
];

/** Whether a check of the account tells if what this code stands for is over; it then concerns the whole account. */
export function isSeenByAccountCheck(code: string): boolean {
  return codesSeenByCheck.includes(code);
}

/** How long a stopped sender waits for its next check, after so many failures (from 1): 1 to 15 minutes. */
export function senderCheckDelayMs(failureCount: number): number {
  return checkDelaysMs[Math.min(failureCount, checkDelaysMs.length) - 1] ?? minute;
}

/** A sender that works and about which nothing is known yet. */
export const newSender: SenderFacts = {
  state: "working",
  code: null,
  stoppedAt: null,
  nextCheckAt: null,
  resumesBy: null,
  resumedAt: null,
  failureCount: 0,
  notifiedAt: null,
  recoveredAt: null,
};

/**
 * The sender after the provider has refused its account: stopped. A refusal while it is stopped already adds nothing,
 * since it comes from what was under way. One that stops again soon after a check had it resume is told of once, and
 * resumes only by a message.
 */
export function afterRefusal(sender: SenderFacts, code: string, now: Date): SenderFacts {
  if (sender.state === "stopped") return sender;
  const isRelapse = sender.state === "probing" || hasRelapsed(sender, now);
  const failureCount = isRelapse ? sender.failureCount + 1 : 1;
  const resumesBy: SenderProof = !isRelapse && isSeenByAccountCheck(code) ? "check" : "message";
  return {
    ...sender,
    state: "stopped",
    code,
    stoppedAt: sender.stoppedAt ?? now,
    nextCheckAt: new Date(now.getTime() + senderCheckDelayMs(failureCount)),
    resumesBy,
    failureCount,
    notifiedAt: isRelapse ? sender.notifiedAt : null,
    recoveredAt: null,
  };
}

function hasRelapsed({ failureCount, resumedAt }: SenderFacts, now: Date): boolean {
  return failureCount > 0 && resumedAt !== null && now.getTime() - resumedAt.getTime() < relapseMs;
}

/** The sender after a message got through: it works, and what was before is over. */
export function afterProof(sender: SenderFacts, now: Date): SenderFacts {
  const { state, resumedAt, recoveredAt } = sender;
  if (state === "working") return { ...newSender, resumedAt, recoveredAt };
  return { ...newSender, resumedAt: now, recoveredAt: toldRecovery(sender, now) };
}

/** The sender after its account passed a check: it works where that is proof, else a message may try. */
export function afterPassedCheck(sender: SenderFacts, now: Date): SenderFacts {
  if (sender.state !== "stopped") return sender;
  if (sender.resumesBy === "message") return { ...sender, state: "probing", nextCheckAt: null };
  const { failureCount, notifiedAt } = sender;
  return { ...newSender, resumedAt: now, failureCount, notifiedAt, recoveredAt: toldRecovery(sender, now) };
}

/** Only who was told of a stop is told that it is over. */
function toldRecovery({ notifiedAt }: SenderFacts, now: Date): Date | null {
  return notifiedAt === null ? null : now;
}

/** The sender whose account nobody can ask about: where it has stopped, a message may try. */
export function afterUnknownCheck(sender: SenderFacts): SenderFacts {
  if (sender.state !== "stopped") return sender;
  return { ...sender, state: "probing", resumesBy: "message", nextCheckAt: null };
}

/**
 * The sender after a check that didn't pass; `code` is that of a refusal, null where the provider couldn't be asked.
 * A stopped one is checked again later each time, unless somebody asked for this check.
 */
export function afterFailedCheck(
  sender: SenderFacts,
  check: { code: string | null; isAskedFor: boolean },
  now: Date,
): SenderFacts {
  const { code, isAskedFor } = check;
  if (sender.state !== "stopped") return code === null ? sender : afterRefusal(sender, code, now);
  const failureCount = isAskedFor ? sender.failureCount : sender.failureCount + 1;
  return {
    ...sender,
    ...(code !== null && { code, resumesBy: isSeenByAccountCheck(code) ? "check" : sender.resumesBy }),
    failureCount,
    nextCheckAt: isAskedFor ? sender.nextCheckAt : new Date(now.getTime() + senderCheckDelayMs(failureCount)),
  };
}
