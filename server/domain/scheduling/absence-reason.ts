/** What an organizer says of why they are away. */
export const absenceReasons = ["unspecified", "vacation", "travel", "sick", "public_holiday"] as const;
export type AbsenceReason = (typeof absenceReasons)[number];
