/** How it became known that a number wants no texts: it wrote so, or the provider refused a text because of it. */
export const optOutSources = ["reply", "provider"] as const;
export type OptOutSource = (typeof optOutSources)[number];

/** Who may lift an opt-out: the number itself, or the organizer who states that the person agreed. */
export const optOutLifters = ["reply", "organizer"] as const;
