import type { RouterOutputs } from "@/app/_lib/router-outputs";

export type SavedEventType = RouterOutputs["eventType"]["get"];

/** An event type as it is being edited. */
export type EventTypeDraft = Omit<SavedEventType, "id" | "owner" | "publicUrl">;

/** What each part of the form gets: what is edited, the way to change it, and what is wrong with it. */
export type DraftProps = {
  draft: EventTypeDraft;
  set: (part: Partial<EventTypeDraft>) => void;
  errorAt: (field: string) => string | undefined;
};

export function draftOf({ id: _, owner: __, publicUrl: ___, ...draft }: SavedEventType): EventTypeDraft {
  return draft;
}
