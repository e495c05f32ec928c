import type { KeyScope } from "@/server/domain/accounts/key-scope";

/** What a key may do, in the words of whoever hands it out. */
export const scopeChoices: readonly { id: KeyScope; label: string; detail: string }[] = [
  { id: "read", label: "Read", detail: "See bookings, messages and settings, and change nothing." },
  {
    id: "book",
    label: "Read and book",
    detail: "Also book, move, confirm and cancel. Enough for most programs.",
  },
  { id: "manage", label: "Manage everything", detail: "Also change event types, hours and workflows." },
];
