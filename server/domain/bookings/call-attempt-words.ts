import type { MessageTone } from "@/server/domain/workflows/describe-message";
import type { AttemptState } from "@/server/domain/workflows/message-state";

const shownAnswerCharacters = 200;

/** How one call of a webhook went, in an organizer's words. */
export function callAttemptWords(
  state: AttemptState,
  { title, because, answer }: { title: (says: string) => string; because: string; answer: string | null },
): { title: string; meaning: string; tone: MessageTone } {
  const said = saidInWords(answer);
  switch (state) {
    case "started":
      return { title: title("being called"), meaning: "The receiver hasn’t answered yet.", tone: "moving" };
    case "accepted":
      return { title: title("called"), meaning: `The receiver took the call.${said}`, tone: "good" };
    case "refused":
      return { title: title("refused"), meaning: `${because.trim()}${said}`, tone: "bad" };
    case "unknown":
      return {
        title: title("no answer"),
        meaning: `${because}It may have been taken, so it isn’t repeated.`,
        tone: "warn",
      };
  }
}

function saidInWords(answer: string | null): string {
  const text = answer?.replace(/\s+/g, " ").trim() ?? "";
  if (text === "") return "";
  const isLong = text.length > shownAnswerCharacters;
  return ` It said: “${text.slice(0, shownAnswerCharacters)}${isLong ? "…" : ""}”`;
}
