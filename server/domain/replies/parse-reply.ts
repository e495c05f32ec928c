/** What a phone can ask for of a booking, and be asked back which one is meant. */
export const askedRequests = ["confirm", "cancel", "reschedule"] as const;
export type AskedRequest = (typeof askedRequests)[number];

export const replyKinds = ["stop", "start", "yes", "help", ...askedRequests, "choice", "other"] as const;
export type ReplyKind = (typeof replyKinds)[number];

export type Reply = { kind: Exclude<ReplyKind, "choice"> } | { kind: "choice"; number: number };

/**
 * What carriers and the law take for a wish to get no more texts, without spaces and punctuation.
 * @see https://help.twilio.com/articles/223134027
 * @see https://www.ecfr.gov/current/title-47/section-64.1200#p-64.1200(a)(10)
 */
const stopWords = [
  ...[
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "CANCEL",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "REMOVE",
    "ARRET",
    "STOPP",
  ],
  ...["PLEASESTOP", "STOPPLEASE", "STOPTEXTING", "STOPTEXTINGME", "STOPTEXTS", "STOPMESSAGES"],
  ...["UNSUBSCRIBEME", "REMOVEME", "OPTMEOUT", "DONOTTEXT", "DONOTTEXTME", "DONTTEXTME", "NOMORETEXTS"],
];

const wordsOf: Record<Exclude<Reply["kind"], "other" | "choice">, readonly string[]> = {
  stop: stopWords,
  start: ["START", "UNSTOP"],
  yes: ["YES"],
  help: ["HELP", "INFO"],
  confirm: ["C", "CONFIRM"],
  cancel: ["X"],
  reschedule: ["R", "RESCHEDULE"],
};

const kindOfWord = new Map(
  Object.entries(wordsOf).flatMap(([kind, words]) =>
    words.map((word) => [word, kind as keyof typeof wordsOf] as const),
  ),
);

const invisible = /\p{Cf}/gu;
const loneNumber = /^[^\p{L}\p{N}]*(\d{1,2})[^\p{L}\p{N}]*$/u;

/**
 * What a text asks for. Only one that is nothing but a known word or a number asks for anything, however it is
 * spaced, punctuated and cased; anything else is for a person to read.
 */
export function parseReply(body: string): Reply {
  const plain = body.normalize("NFKC").replace(invisible, "");
  const number = Number(loneNumber.exec(plain)?.[1] ?? 0);
  if (number > 0) return { kind: "choice", number };
  const word = plain
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  return { kind: kindOfWord.get(word) ?? "other" };
}
