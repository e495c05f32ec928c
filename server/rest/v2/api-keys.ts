import { z } from "zod";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { bookingWords } from "./booking-words";

/** The body of POST /v2/api-keys/refresh. */
export const refreshApiKeyBodySchema = z.object({
  apiKeyDaysValid: z.int().nullish().meta({ description: "30 where nothing is said." }),
  apiKeyNeverExpires: z.boolean().nullish(),
});

export const apiKeyRoutes = [
  defineRoute({
    tag: "Me",
    access: "key",
    versions: apiVersions,
    words: { fields: { expiresInDays: "apiKeyDaysValid" }, messages: bookingWords.messages },
    method: "POST",
    pattern: "/api-keys/refresh",
    summary: "Replace your API key",
    description:
      "By a new one of the same name and scope, shown once. The old one ends at once, so that a repeat is answered 401.",
    body: refreshApiKeyBodySchema,
    answer: z.object({ apiKey: z.string() }),
    example: { body: { apiKeyDaysValid: 90 } },
    handle: async ({ caller, body }) => {
      const expiresInDays = body.apiKeyNeverExpires ? null : (body.apiKeyDaysValid ?? undefined);
      const { text } = await caller.account.refreshApiKey({ expiresInDays });
      return { data: { apiKey: text } };
    },
  }),
];
