import type { Database } from "@/db/client";
import {
  createOrganizerAuth,
  type OrganizerAuth,
  type OrganizerAuthOptions,
} from "@/server/services/accounts/create-organizer-auth";

/** Sign-in on a test database: no limits on requests, and mails that go nowhere unless the test takes them. */
export function createTestAuth(
  db: Database,
  publicUrl = "http://127.0.0.1:3000",
  options: Partial<OrganizerAuthOptions> = {},
): OrganizerAuth {
  return createOrganizerAuth({
    db,
    secret: "a secret of at least thirty-two characters",
    publicUrl,
    rateLimitsOn: false,
    sendResetPasswordMail: async () => undefined,
    ...options,
  });
}
