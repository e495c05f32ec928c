import { z } from "zod";
import type { EngineContext } from "../engine-context";
import type { AppLink } from "../execution/app-link";
import { hashedSigningKey, isSameSecret } from "../protocol/signature";
import { type Exchange, parseJson } from "./exchange";
import { jsonReply, type Reply } from "./reply";

const largestBodyBytes = 4 * 1024 * 1024;
const registrationSchema = z.looseObject({ functions: z.array(z.unknown()), sdk: z.string().optional() });

/** `POST /fn/register`: takes the functions that the SDK sends by itself. */
export async function registerFunctions(
  exchange: Exchange,
  context: EngineContext,
  app: AppLink,
): Promise<Reply> {
  const authorization = exchange.header("authorization") ?? "";
  if (!isSameSecret(authorization, `Bearer ${hashedSigningKey(context.signingKey)}`)) {
    return jsonReply(401, { status: 401, error: "the signing key isn't this engine's" });
  }
  const registration = registrationSchema.safeParse(parseJson(await exchange.text(largestBodyBytes)));
  if (!registration.success)
    return jsonReply(400, { status: 400, error: "the body has no list of functions" });
  const { error } = await app.take(registration.data.functions, registration.data.sdk ?? null);
  if (error) return jsonReply(400, { ok: false, status: 400, modified: true, error });
  return jsonReply(200, { ok: true, status: 200, modified: true });
}
