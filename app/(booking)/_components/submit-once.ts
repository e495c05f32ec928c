import { reasonOf } from "./reason-of";
import type { SubmissionMemory } from "./submission-memory";

const maxWaits = 10;
const waitMs = 1_000;

/**
 * Sends an input so that it takes effect once, however often it is repeated. When an earlier attempt of the same
 * filling turns out to have gone through after all, its answer is given.
 * @throws what `send` throws when the server refuses or can't be reached.
 */
export async function submitOnce<Input, Answer>(
  memory: SubmissionMemory,
  input: Input,
  send: (input: Input, idempotencyKey: string) => Promise<Answer>,
): Promise<Answer> {
  const text = JSON.stringify(input);
  const earlier = memory.sentInput();
  if (earlier === null) memory.rememberSent(text);
  try {
    const answer = await sendWhenFree(() => send(input, memory.key()));
    memory.forget();
    return answer;
  } catch (error) {
    const reason = reasonOf(error);
    if (earlier !== null && reason === "idempotency_key_reused") {
      const answer = await send(JSON.parse(earlier), memory.key());
      memory.forget();
      return answer;
    }
    if (wasRefused(error) && (earlier === null || earlier === text)) memory.forgetSent();
    throw error;
  }
}

/** Waits while an earlier request with the same key, such as that of a page since reloaded, is being answered. */
async function sendWhenFree<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let waits = 0; ; waits++) {
    try {
      return await send();
    } catch (error) {
      if (reasonOf(error) !== "idempotency_key_in_progress" || waits >= maxWaits) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

function wasRefused(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason !== "unreachable" && reason !== "server_failed";
}
