import { appRuntime } from "@/inngest/app-runtime";
import { requestIdOf } from "@/server/context";
import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { parseHttpSmsStatus, readSignedBody } from "@/server/providers/sms/http-sms-callback";
import { recordReceipt } from "@/server/services/messages/record-receipt";

const maxBodyBytes = 16 * 1024;

export async function POST(request: Request): Promise<Response> {
  const { env, systemContext } = appRuntime();
  const settings = env.SMS_HTTP;
  if (!settings?.callbacks) return new Response(null, { status: 404 });
  const body = await readBoundedBody(request, maxBodyBytes).catch(() => null);
  if (body === null) return new Response(null, { status: 413 });
  const ctx = systemContext(requestIdOf(request.headers));
  const report = readSignedBody(settings, { headers: request.headers, body }, ctx.clock.now());
  if (report === null) return new Response(null, { status: 403 });
  const callback = parseHttpSmsStatus(settings, report.value, new URL(request.url).searchParams);
  if (!callback) {
    ctx.logger.warn({ requestId: ctx.requestId }, "a signed status report can't be read as SMS_HTTP_* say");
    return new Response(null, { status: 400 });
  }
  const { known } = await recordReceipt(ctx, { provider: "http", ...callback });
  return new Response(null, { status: known ? 204 : 404 });
}
