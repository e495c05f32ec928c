import { htmlMail } from "@/server/domain/templates/html-mail";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * Sends the operator a mail of the installation's own. Returns the code where the mail server surely refused it, and
 * null where it took it or may have.
 */
export async function mailOperator(
  { providers, random }: ServiceContext,
  { to, headline, text }: { to: string; headline: string; text: string },
): Promise<string | null> {
  const id = random.uuid();
  const outcome = await providers.email.send({
    to,
    subject: `Punctual: ${headline}`,
    text,
    html: htmlMail(text),
    messageId: id,
    attemptId: id,
  });
  return outcome.kind === "refused" ? outcome.code : null;
}
