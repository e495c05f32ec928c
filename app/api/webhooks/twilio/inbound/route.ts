import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { parseInboundText } from "@/server/providers/sms/twilio-callback";
import { verifyTwilioSignature } from "@/server/providers/sms/twilio-signature";
import { receiveText } from "@/server/services/messages/receive-text";

const maxBodyBytes = 64 * 1024;

/** Nothing to say in the answer itself: what we say are messages of their own. */
const nothing = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export async function POST(request: Request): Promise<Response> {
  const { env, systemContext } = appRuntime();
  const authToken = env.TWILIO_AUTH_TOKEN;
  if (authToken === undefined) return new Response(null, { status: 404 });
  const body = await readBoundedBody(request, maxBodyBytes).catch(() => null);
  if (body === null) return new Response(null, { status: 413 });
  const { pathname, search } = new URL(request.url);
  const params = Object.fromEntries(new URLSearchParams(body.toString()));
  const url = `${env.CALLBACK_URL}${pathname}${search}`;
  const signature = request.headers.get("x-twilio-signature");
  if (!verifyTwilioSignature(authToken, url, params, signature)) {
    return new Response(null, { status: 403 });
  }
  const text = parseInboundText(params);
  if (!text) return new Response(null, { status: 400 });
  await receiveText(systemContext(requestIdOf(request.headers)), { ...text, provider: "twilio" });
  return new Response(nothing, { headers: { "content-type": "text/xml; charset=utf-8" } });
}
