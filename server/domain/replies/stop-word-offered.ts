import { parseReply } from "./parse-reply";

const offer =
  /\b(?:reply|respond|answer|text|send|type|write)\s+(?:back\s+)?(?:with\s+|us\s+)?["'“”‘’*]?([\p{L}-]+)/giu;

/** Words that are all right to offer: whoever sends them wants no more texts, and that is what is offered. */
const meant = new Set(["STOP", "STOPALL", "UNSUBSCRIBE"]);

/**
 * The word that a text asks people to reply with although it ends all texts to them ("Reply CANCEL to cancel"), or
 * null. Carriers and the law take it for a wish to get no more texts, whatever the text says it does.
 */
export function stopWordOffered(body: string): string | null {
  for (const [, word = ""] of body.matchAll(offer)) {
    const plain = word.replaceAll("-", "").toUpperCase();
    if (parseReply(word).kind === "stop" && !meant.has(plain)) return word;
  }
  return null;
}
