/** Every version of the API that callers may name, oldest first. */
export const apiVersions = [
  "2024-04-15",
  "2024-06-11",
  "2024-06-14",
  "2024-08-13",
  "2024-09-04",
  "2026-02-25",
] as const;

export type ApiVersion = (typeof apiVersions)[number];

export const apiVersionHeader = "cal-api-version";
