const optOutWords = new Set(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]);
const optInWords = new Set(["START", "UNSTOP", "YES"]);

/** What a reply asks of the sender; only a reply of nothing but a keyword asks anything. */
export function readOptOutKeyword(body: string): "stop" | "start" | null {
  const word = body.trim().toUpperCase();
  if (optOutWords.has(word)) return "stop";
  return optInWords.has(word) ? "start" : null;
}
