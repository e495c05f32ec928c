import { productUnderTest } from "./running-product";

/** Texts back from a phone, as whoever holds it would. */
export async function replyByText(from: string, body: string): Promise<void> {
  const { sandboxUrl } = productUnderTest();
  const answer = await fetch(`${sandboxUrl}/sms/inbound`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from, to: "+15005550006", body }),
  });
  if (!answer.ok) throw new Error(`The text was answered ${answer.status}.`);
}

/** What a phone has received, the oldest first. */
export async function textsTo(phone: string): Promise<string[]> {
  const { sandboxUrl } = productUnderTest();
  const answer = await fetch(`${sandboxUrl}/sms/messages?to=${encodeURIComponent(phone)}`);
  return ((await answer.json()) as { body: string }[]).map(({ body }) => body);
}
