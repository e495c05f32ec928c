/** A number or address that its owner recognises and nobody else can use; empty stays empty. */
export function maskRecipient(recipient: string): string {
  const at = recipient.lastIndexOf("@");
  if (at > 0) return `${recipient.slice(0, 1)}•••${recipient.slice(at)}`;
  if (recipient.length <= 6) return recipient.replace(/./g, "•");
  return `${recipient.slice(0, 2)}${"•".repeat(recipient.length - 6)}${recipient.slice(-4)}`;
}
