import type { Database } from "@/db/client";
import { ManualClock } from "@/server/platform/clock";
import { createLogger } from "@/server/platform/logger";
import { systemRandom } from "@/server/platform/random";
import { createSecretBox } from "@/server/platform/secret-box";
import { createSmtpProvider } from "@/server/providers/email/smtp";
import { createTwilioProvider } from "@/server/providers/sms/twilio";
import { createHttpWebhookProvider } from "@/server/providers/webhook/http-webhook";
import type { ServiceContext } from "../service-context";
import { createTestAuth } from "./create-test-auth";
import { plainInstallation } from "./plain-installation";

export type TestContext = ServiceContext & {
  clock: ManualClock;
  /** The outbox ids that commits have reported, oldest first. */
  committedIds: string[];
};

/** Monday, 9:00 in Berlin. */
export const testNow = new Date("2026-11-02T08:00:00.000Z");

/**
 * A context of an anonymous caller of the REST door at `testNow`, unless told otherwise. Its providers are the
 * real ones at an address where nobody listens.
 */
export function createTestContext(
  { db }: { db: Database },
  overrides: Partial<Omit<TestContext, "db" | "committedIds" | "onCommitted">> = {},
): TestContext {
  const clock = overrides.clock ?? new ManualClock(testNow);
  const committedIds: string[] = [];
  const publicUrl = overrides.publicUrl ?? "http://punctual.test";
  return {
    db,
    random: systemRandom,
    logger: createLogger({ level: "silent", name: "test" }),
    requestId: "test-request",
    door: "rest",
    actor: { kind: "anonymous" },
    askedFrom: null,
    providers: overrides.providers ?? unreachableProviders(clock, publicUrl),
    secrets: overrides.secrets ?? createSecretBox("a secret of at least thirty-two characters"),
    auth: overrides.auth ?? createTestAuth(db, publicUrl),
    installation: plainInstallation,
    ...overrides,
    clock,
    publicUrl,
    committedIds,
    onCommitted: (ids) => {
      committedIds.push(...ids);
    },
  };
}

function unreachableProviders(clock: ManualClock, publicUrl: string): ServiceContext["providers"] {
  const timeouts = { connectTimeoutMs: 200, timeoutMs: 200 };
  return {
    email: createSmtpProvider({ url: "smtp://127.0.0.1:1", from: "Punctual <p@example.org>", ...timeouts }),
    secondSms: null,
    webhook: createHttpWebhookProvider({ allowsPrivate: true, allowedHosts: [], clock, ...timeouts }),
    sms: createTwilioProvider({
      accountSid: `AC${"0".repeat(32)}`,
      authToken: "test-token",
      fromNumber: "+15005550006",
      apiBaseUrl: "http://127.0.0.1:1",
      publicUrl,
      clock,
      ...timeouts,
    }),
  };
}
