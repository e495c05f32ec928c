import { z } from "zod";
import { answerJson, type HttpAnswer, RequestFault } from "../http/http-answer";
import { parseJsonBody } from "../http/parse-json-body";
import { createSid } from "../store/create-sid";
import type { TextRecord } from "../store/records";
import { normalizePhone } from "./normalize-phone";
import { readOptOutKeyword } from "./opt-out-keywords";
import type { SendTextParts } from "./send-text";

const phone = z
  .string()
  .transform(normalizePhone)
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number"));

const replySchema = z.strictObject({
  from: phone,
  to: z.string().transform(normalizePhone).optional(),
  body: z.string().min(1).max(1600),
});

/** `POST /sms/inbound`: a reply from a phone, stored and handed to the product's webhook. */
export async function receiveReply(parts: SendTextParts, body: Buffer): Promise<HttpAnswer> {
  const reply = parseJsonBody(body, replySchema);
  const { store, clock, random, course } = parts;
  const lastReceived = store.state.textsByPhone
    .get(reply.from)
    ?.findLast((text) => text.direction !== "inbound");
  const to = reply.to ?? lastReceived?.from;
  if (!to) throw new RequestFault(400, "to: this phone has received no text yet, so say whom it writes to");
  const isByHttp = to === lastReceived?.from ? lastReceived.provider === "http" : to === parts.httpSender;
  const at = clock.now().toISOString();
  const text: TextRecord = {
    sid: createSid(random, isByHttp ? "HS" : "SM"),
    direction: "inbound",
    ...(isByHttp && { provider: "http" as const }),
    to,
    from: reply.from,
    body: reply.body,
    createdAt: at,
    updatedAt: at,
    status: "received",
    course: { finalStatus: "delivered", callback: "none" },
    requestsDone: 0,
  };
  store.record({ type: "text_added", text });
  const keyword = readOptOutKeyword(reply.body);
  if (keyword) {
    store.record({ type: keyword === "stop" ? "opted_out" : "opted_in", phone: reply.from, sender: to });
  }
  const answer = await course.tryNextRequest(text.sid);
  if (answer === false) course.follow(text.sid);
  return answerJson(201, { sid: text.sid, webhook: answer ? { httpStatus: answer.status } : null });
}
