import { answerOnce, type OnceAnswer } from "./answer-once";
import { inTransaction } from "./in-transaction";
import type { ServiceContext } from "./service-context";

/**
 * Runs a verb that knows nothing of idempotency keys unless the same credential already got an answer for `key`,
 * which is then given again. The answer is kept in the transaction of the verb's effect: the verb works on that
 * transaction, and what it reports as committed is passed on once it is. Without a key, the verb just runs.
 * @throws ServiceError as `answerOnce` and as the verb.
 */
export async function answerVerbOnce<Input, Answer>(
  ctx: ServiceContext,
  request: { verb: string; key: string | undefined; input: Input },
  verb: (ctx: ServiceContext, input: Input) => Promise<Answer>,
): Promise<OnceAnswer<Answer>> {
  if (request.key === undefined) return { answer: await verb(ctx, request.input), replayed: false };
  let committedIds: string[] = [];
  const once = await inTransaction(ctx, ({ tx }) => {
    committedIds = [];
    const onCommitted: ServiceContext["onCommitted"] = (ids) => void committedIds.push(...ids);
    return answerOnce(ctx, tx, request, () => verb({ ...ctx, db: tx, onCommitted }, request.input));
  });
  if (committedIds.length > 0) ctx.onCommitted(committedIds);
  return once;
}
