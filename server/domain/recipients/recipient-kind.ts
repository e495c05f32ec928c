export const recipientKinds = ["phone", "email"] as const;

/** What a fixed recipient of messages is. */
export type RecipientKind = (typeof recipientKinds)[number];
