import { lookUpMessage } from "../messages/look-up-message";
import type { MessageLedger } from "./create-message-ledger";

/** Looks a message up when its next look is due, moving the clock to that time. */
export async function lookUpInTime({ ctx, message }: MessageLedger, messageId: string) {
  const { nextLookAt } = await message(messageId);
  if (nextLookAt && nextLookAt > ctx.clock.now()) ctx.clock.set(nextLookAt);
  return lookUpMessage(ctx, messageId);
}
