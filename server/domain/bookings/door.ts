export const doors = ["web", "rest", "mcp", "embed", "organizer", "import", "text"] as const;

/** The way in that a request took: recorded, and never a reason to do anything differently. */
export type Door = (typeof doors)[number];
