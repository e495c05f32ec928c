import { z } from "zod";

const longestUrl = 2_000;

/** Why an address isn't called. */
export const urlRefusals = [
  "not_https",
  "address_not_public",
  "name_not_found",
  "name_lookup_failed",
] as const;
export type UrlRefusal = (typeof urlRefusals)[number];

const refusalWords: Record<UrlRefusal, string> = {
  not_https: "it must begin with https://, so that nobody on the way can read what is sent.",
  address_not_public:
    "its host leads to a private or reserved address, which is only for this machine or network. Whoever runs Punctual can allow the host with WEBHOOK_ALLOWED_HOSTS.",
  name_not_found: "its host doesn’t exist. Check the spelling.",
  name_lookup_failed: "its host couldn’t be looked up just now. Try again in a moment.",
};

/** Why an address can't be called, as the rest of a sentence. */
export function describeUrlRefusal(refusal: UrlRefusal): string {
  return refusalWords[refusal];
}

/** Whether a host that is refused now may be allowed later without anyone changing anything. */
export function mayPass(refusal: UrlRefusal): boolean {
  return refusal === "name_lookup_failed";
}

/** Whether an address is refused for what it is, and not for what is known of its name at the moment. */
export function isForbidden(refusal: UrlRefusal): boolean {
  return refusal === "not_https" || refusal === "address_not_public";
}

/** An address as far as its text tells; where its host leads is checked when it is saved and at each call. */
export const webhookUrlSchema = z
  .string()
  .trim()
  .max(longestUrl, `must be at most ${longestUrl} characters`)
  .transform((text, ctx) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const refuse = (message: string) => {
      ctx.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    if (!url) return refuse("must be a whole address such as https://example.com/hook");
    if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("must begin with https://");
    if (url.username || url.password) {
      return refuse("must not carry a user name or password; receivers check the signature instead");
    }
    url.hash = "";
    return url.href;
  });

const longestSecret = 200;

/** What calls are signed with. */
export const webhookSecretSchema = z
  .string()
  .trim()
  .min(8, "must be at least 8 characters")
  .max(longestSecret, `must be at most ${longestSecret} characters`);

/** The host of an address, which names the receiver without what is secret in the path. */
export function hostOfUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
