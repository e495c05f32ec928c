import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import type { Database } from "@/db/client";
import { accounts, sessions, signInRateLimits, users, verifications } from "@/db/schema/users";
import { maxPasswordCharacters, minPasswordCharacters } from "@/server/domain/accounts/password-rules";
import { isLoopbackHost } from "@/server/platform/env";
import type { Logger } from "@/server/platform/logger";

export type OrganizerAuthOptions = {
  db: Database;
  secret: string;
  publicUrl: string;
  rateLimitsOn: boolean;
  /** Absent: what happens is not logged. */
  logger?: Logger;
  sendResetPasswordMail(to: { email: string; name: string; url: string }): Promise<void>;
};

const minutes = 60;
const days = 24 * 60 * minutes;

/** Sign-in, sessions and password reset of organizers, on the application's own tables. */
export function createOrganizerAuth(options: OrganizerAuthOptions) {
  return betterAuth({
    appName: "Punctual",
    baseURL: options.publicUrl,
    basePath: "/api/auth",
    secret: options.secret,
    trustedOrigins: originsOf(options.publicUrl),
    telemetry: { enabled: false },
    // The library's further arguments may hold addresses; its messages don't.
    logger: {
      disabled: options.logger === undefined,
      log: (level, message) => options.logger?.[level](`sign-in: ${message}`),
    },
    database: drizzleAdapter(options.db, {
      provider: "pg",
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        rateLimit: signInRateLimits,
      },
    }),
    advanced: {
      database: { generateId: "serial" },
      cookiePrefix: "punctual",
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      // An answer that waited for the mail would tell which addresses have an account.
      backgroundTasks: { handler: (task) => void task.catch(() => undefined) },
    },
    user: {
      additionalFields: {
        username: { type: "string", required: true, input: false },
        timeZone: { type: "string", required: true, input: false },
        locale: { type: "string", required: false, input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minPasswordCharacters,
      maxPasswordLength: maxPasswordCharacters,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * minutes,
      sendResetPassword: async ({ user, token }) =>
        options.sendResetPasswordMail({
          email: user.email,
          name: user.name,
          url: `${options.publicUrl}/reset-password?token=${encodeURIComponent(token)}`,
        }),
    },
    session: { expiresIn: 30 * days, updateAge: days },
    rateLimit: {
      enabled: options.rateLimitsOn,
      storage: "database",
      window: 60,
      max: 100,
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/request-password-reset": { window: 300, max: 5 },
        "/reset-password": { window: 300, max: 10 },
        "/change-password": { window: 300, max: 10 },
      },
    },
    plugins: [nextCookies()],
  });
}

export type OrganizerAuth = ReturnType<typeof createOrganizerAuth>;

/** The origins whose pages may sign in: on the organizer's own machine, under any name it goes by. */
function originsOf(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!isLoopbackHost(hostname)) return [origin];
  return ["127.0.0.1", "localhost", "[::1]"].map((host) => `${protocol}//${host}${port ? `:${port}` : ""}`);
}
