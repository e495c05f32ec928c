const prefix = "whatsapp:";

/** Whether an address of the API is one of WhatsApp's: its number, behind a prefix. */
export function isWhatsApp(address: string): boolean {
  return address.startsWith(prefix);
}

/** The number of an address. */
export function numberOf(address: string): string {
  return isWhatsApp(address) ? address.slice(prefix.length) : address;
}

/** The address of a number in the channel of a text, as the API shows it. */
export function addressOf(number: string, { channel }: { channel?: "whatsapp" }): string {
  return channel === "whatsapp" && number !== "" ? `${prefix}${number}` : number;
}

/** What a content template stands for, or null when it isn't an object of filled-in texts. */
export function readContentVariables(json: string): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(json || "{}");
    if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
    const entries = Object.entries(value);
    return entries.every(([, text]) => typeof text === "string" && text.trim() !== "" && !/[\n\t]/.test(text))
      ? Object.fromEntries(entries)
      : null;
  } catch {
    return null;
  }
}

/** How the phone shows a content template, whose wording only Twilio knows. */
export function contentBody(contentSid: string, variables: Record<string, string>): string {
  const lines = Object.entries(variables).map(([number, text]) => `{{${number}}} ${text}`);
  return [`Template ${contentSid}`, ...lines].join("\n");
}
