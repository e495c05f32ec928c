import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestAuth } from "@/server/services/testing/create-test-auth";
import { createOrganizer } from "./create-organizer";
import type { OrganizerAuth, OrganizerAuthOptions } from "./create-organizer-auth";

const publicUrl = "http://127.0.0.1:3000";
const details = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  username: "ada",
  password: "a long enough password",
  timeZone: "Europe/London",
};

let database: TestDatabase;
const sendMail = vi.fn<OrganizerAuthOptions["sendResetPasswordMail"]>(async () => undefined);

beforeAll(async () => {
  database = await createTestDatabase();
  await createOrganizer({ db: database.db, auth: createTestAuth(database.db) }, details);
});
afterAll(() => database.close());

function authWith(options: Partial<OrganizerAuthOptions> = {}) {
  return createTestAuth(database.db, publicUrl, { sendResetPasswordMail: sendMail, ...options });
}

function post(auth: OrganizerAuth, path: string, body: unknown, headers: Record<string, string> = {}) {
  return auth.handler(
    new Request(`${publicUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: publicUrl, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

function signIn(auth: OrganizerAuth, password: string, headers?: Record<string, string>) {
  return post(auth, "/sign-in/email", { email: details.email, password }, headers);
}

test("a forgotten password is answered alike whether there is such an account or not", async () => {
  const auth = authWith();
  const known = await post(auth, "/request-password-reset", { email: details.email });
  const unknown = await post(auth, "/request-password-reset", { email: "nobody@example.com" });
  expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
  await vi.waitFor(() => expect(sendMail).toHaveBeenCalledTimes(1));
});

test("the link of the mail changes the password once and ends every session", async () => {
  const auth = authWith();
  const before = await signIn(auth, details.password);
  const cookie = before.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  sendMail.mockClear();
  await post(auth, "/request-password-reset", { email: details.email });
  await vi.waitFor(() => expect(sendMail).toHaveBeenCalled());
  const link = new URL(sendMail.mock.calls[0]?.[0].url ?? "");
  expect(link.href).toMatch(/^http:\/\/127\.0\.0\.1:3000\/reset-password\?token=\w+$/);
  const token = link.searchParams.get("token");

  const newPassword = "another long password";
  expect((await post(auth, "/reset-password", { token, newPassword })).status).toBe(200);
  expect((await post(auth, "/reset-password", { token, newPassword: "a third long password" })).status).toBe(
    400,
  );
  expect((await signIn(auth, details.password)).status).toBe(401);
  expect((await signIn(auth, newPassword)).status).toBe(200);
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
});

test("passwords can't be guessed quickly", async () => {
  const auth = authWith({ rateLimitsOn: true });
  const from = { "x-forwarded-for": "203.0.113.7" };
  const statuses: number[] = [];
  for (let tries = 1; tries <= 11; tries += 1)
    statuses.push((await signIn(auth, "wrong password", from)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
});

test.each([
  ["http://127.0.0.1:3000", true],
  ["http://localhost:3000", true],
  ["http://localhost:3001", false],
  ["https://example.com", false],
])("a page at %s may sign in: %s", async (origin, isTrusted) => {
  const response = await signIn(authWith(), "wrong password", { origin, cookie: "punctual.x=1" });
  expect(response.status).toBe(isTrusted ? 401 : 403);
});
