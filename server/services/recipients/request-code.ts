import { and, count, eq, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { lockHost, lockRecipient } from "@/db/queries/host-locks";
import { verificationCodes, verifiedRecipients } from "@/db/schema/verified-recipients";
import { isCountryAllowed } from "@/server/domain/phone/phone-country";
import type { RecipientInput } from "@/server/domain/recipients/recipient-input";
import { htmlMail } from "@/server/domain/templates/html-mail";
import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import { ServiceError } from "@/server/platform/service-error";
import type { SendOutcome } from "@/server/providers/sms/port";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { noteRefusedSender, requireWorkingSender } from "@/server/services/senders/require-working-sender";
import type { ServiceContext } from "@/server/services/service-context";
import { hashCode, newCode } from "./hash-code";
import { type RecipientView, recipientView } from "./recipient-view";
import { requireFewRequests } from "./require-few-requests";

const codeLastsMs = 10 * 60_000;
const codesLastMs = 24 * 3_600_000;
const maxRecipients = 50;

export type CodeRequest = {
  recipient: RecipientView;
  expiresAt: string;
  /** Whether the provider took the code; it may arrive where its answer is not known. */
  sent: "accepted" | "unknown";
};

/**
 * Sends a code to a number or address, which is added to the organizer's where it isn't one of them yet. A new code
 * takes the place of earlier ones; one that is verified already stays so.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST for a country that texts don't
 * go to, for too many recipients, and where the provider refuses it; TOO_MANY_REQUESTS when codes were asked for
 * too often; UNAVAILABLE while nothing can leave to it.
 */
export async function requestCode(ctx: ServiceContext, input: RecipientInput): Promise<CodeRequest> {
  const ownerId = requireUserId(ctx.actor);
  const { smsCountries } = ctx.installation;
  if (input.kind === "phone" && !isCountryAllowed(input.value, smsCountries)) {
    const message = `is in a country that texts don't go to here; allowed are ${smsCountries?.join(", ")}.`;
    throw refused(input, "country_not_allowed", message);
  }
  const channel = input.kind === "phone" ? "sms" : "email";
  await requireWorkingSender(ctx, channel);
  const id = ctx.random.uuid();
  const code = newCode(ctx.random);
  const codeHash = await hashCode(code, id);
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + codeLastsMs);
  const row = await inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    await lockRecipient(tx, input);
    await requireFewRequests(tx, { ownerId, ...input, now: createdAt });
    const recipient = await addRecipient(tx, ownerId, input, createdAt);
    // Codes are kept for as long as requests are counted by them.
    const old = new Date(createdAt.getTime() - codesLastMs);
    await tx
      .delete(verificationCodes)
      .where(and(eq(verificationCodes.ownerId, ownerId), lt(verificationCodes.createdAt, old)));
    await tx.insert(verificationCodes).values({ id, ownerId, ...input, codeHash, createdAt, expiresAt });
    return recipient;
  });
  const outcome = await sendCode(ctx, input, { id, code });
  if (outcome.kind === "refused") {
    if (outcome.refusal === "account") await noteRefusedSender(ctx, channel, outcome.code, createdAt);
    throw refused(
      input,
      "code_refused",
      `couldn't be reached: ${describeDeliveryCode(channel, outcome.code)}`,
    );
  }
  return { recipient: recipientView(row, []), expiresAt: expiresAt.toISOString(), sent: outcome.kind };
}

async function addRecipient(tx: Transaction, ownerId: number, input: RecipientInput, createdAt: Date) {
  const isIt = and(
    eq(verifiedRecipients.ownerId, ownerId),
    eq(verifiedRecipients.kind, input.kind),
    eq(verifiedRecipients.value, input.value),
  );
  const [known] = await tx.select().from(verifiedRecipients).where(isIt);
  if (known) return known;
  const [existing] = await tx
    .select({ count: count() })
    .from(verifiedRecipients)
    .where(eq(verifiedRecipients.ownerId, ownerId));
  if ((existing?.count ?? 0) >= maxRecipients) {
    throw refused(
      input,
      "too_many_recipients",
      `is one too many: you have ${maxRecipients}. Remove one first.`,
    );
  }
  const [added] = await tx
    .insert(verifiedRecipients)
    .values({ ownerId, ...input, createdAt })
    .returning();
  if (!added) throw new Error("The recipient was not inserted.");
  return added;
}

async function sendCode(
  { providers, requestId }: ServiceContext,
  { kind, value: to }: RecipientInput,
  { id, code }: { id: string; code: string },
): Promise<SendOutcome> {
  const body = `${code} is your code for Punctual. It works for 10 minutes. If you didn't ask for it, ignore this message.`;
  if (kind === "phone") return providers.sms.send({ to, body, attemptId: id, requestId });
  return providers.email.send({
    to,
    subject: `${code} is your code for Punctual`,
    text: body,
    html: htmlMail(body),
    messageId: id,
    attemptId: id,
  });
}

function refused({ kind }: RecipientInput, reason: string, message: string): ServiceError {
  const noun = kind === "phone" ? "number" : "address";
  return new ServiceError("BAD_REQUEST", `This ${noun} ${message}`, { field: "value", reason });
}
