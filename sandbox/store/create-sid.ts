import type { Random } from "@/server/platform/random";

/** An identifier as the imitated services form theirs: two letters and 32 hex digits. */
export function createSid(random: Random, prefix: "SM" | "HS" | "ML"): string {
  return prefix + random.uuid().replaceAll("-", "");
}
