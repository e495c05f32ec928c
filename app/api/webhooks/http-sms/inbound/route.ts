import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { parseHttpSmsReply, readSignedBody } from "@/server/providers/sms/http-sms-callback";
import { receiveText } from "@/server/services/messages/receive-text";

const maxBodyBytes = 64 * 1024;

export async function POST(request: Request): Promise<Response> {
  const { env, systemContext } = appRuntime();
  const settings = env.SMS_HTTP;
  if (!settings?.callbacks?.inbound) return new Response(null, { status: 404 });
  const body = await readBoundedBody(request, maxBodyBytes).catch(() => null);
  if (body === null) return new Response(null, { status: 413 });
  const ctx = systemContext(requestIdOf(request.headers));
  const reply = readSignedBody(settings, { headers: request.headers, body }, ctx.clock.now());
  if (reply === null) return new Response(null, { status: 403 });
  const text = parseHttpSmsReply(settings, reply.value);
  if (!text) {
    ctx.logger.warn(
      { requestId: ctx.requestId },
      "a signed reply can't be read as SMS_HTTP_INBOUND_FIELDS says",
    );
    return new Response(null, { status: 400 });
  }
  await receiveText(ctx, { ...text, provider: "http" });
  return new Response(null, { status: 204 });
}
