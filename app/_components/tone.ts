/** What a colour says about a state. */
export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

export const softTones: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-text",
  good: "bg-good-soft text-good-text",
  warn: "bg-warn-soft text-warn-text",
  bad: "bg-bad-soft text-bad-text",
};
