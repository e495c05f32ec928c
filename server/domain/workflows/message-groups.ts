export const messageGroups = ["attention", "moving", "scheduled", "sent", "stopped"] as const;
/** The lists that an organizer's messages fall into; each message is in exactly one. */
export type MessageGroup = (typeof messageGroups)[number];

export const messageOutcomes = ["so_far", "all", ...messageGroups] as const;
/** What a log may be narrowed to: one of the groups, all that isn't scheduled any more, or nothing. */
export type MessageOutcome = (typeof messageOutcomes)[number];
