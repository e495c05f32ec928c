import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import type { Database } from "@/db/client";
import { accounts, sessions, signInRateLimits, users, verifications } from "@/db/schema/users";

export type OrganizerAuthOptions = {
  db: Database;
  secret: string;
  publicUrl: string;
  rateLimitsOn: boolean;
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
    trustedOrigins: [options.publicUrl],
    telemetry: { enabled: false },
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
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
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
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * minutes,
      sendResetPassword: async ({ user, url }) =>
        options.sendResetPasswordMail({ email: user.email, name: user.name, url }),
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
      },
    },
    plugins: [nextCookies()],
  });
}

export type OrganizerAuth = ReturnType<typeof createOrganizerAuth>;
