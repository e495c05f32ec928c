import { timestamp } from "drizzle-orm/pg-core";

/** An instant, stored as UTC with microseconds and read as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
