/** What identifies an option of a list. */
export type OptionId = string | number;
