import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { parseStatusCallback } from "@/server/providers/sms/twilio-callback";
import { verifyTwilioSignature } from "@/server/providers/sms/twilio-signature";
import { recordReceipt } from "@/server/services/messages/record-receipt";

const maxBodyBytes = 16 * 1024;

export async function POST(request: Request): Promise<Response> {
  const { env, systemContext } = appRuntime();
  const authToken = env.TWILIO_AUTH_TOKEN;
  if (authToken === undefined) return new Response(null, { status: 404 });
  const body = await readBoundedBody(request, maxBodyBytes).catch(() => null);
  if (body === null) return new Response(null, { status: 413 });
  const { pathname, search, searchParams } = new URL(request.url);
  const params = Object.fromEntries(new URLSearchParams(body.toString()));
  const signature = request.headers.get("x-twilio-signature");
  if (!verifyTwilioSignature(authToken, `${env.CALLBACK_URL}${pathname}${search}`, params, signature)) {
    return new Response(null, { status: 403 });
  }
  const callback = parseStatusCallback(params, searchParams);
  if (!callback) return new Response(null, { status: 400 });
  const { known } = await recordReceipt(systemContext(requestIdOf(request.headers)), {
    provider: "twilio",
    ...callback,
  });
  return new Response(null, { status: known ? 204 : 404 });
}
