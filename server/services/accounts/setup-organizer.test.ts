import { afterEach, beforeEach, expect, test } from "vitest";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { plainInstallation } from "@/server/services/testing/plain-installation";
import { readInstallation } from "./read-installation";
import { setupOrganizer, setupOrganizerInputSchema } from "./setup-organizer";

const token = "a token that was printed at the start";

let database: TestDatabase;
let ctx: TestContext;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, {
    installation: { ...plainInstallation, setupToken: token, runsUrl: "http://127.0.0.1:4000" },
  });
});
afterEach(() => database.close());

function setUp(change: Record<string, unknown> = {}) {
  const input = {
    token,
    name: "Ada Lovelace",
    email: "ada@example.com",
    username: "ada",
    password: "a long enough password",
    timeZone: "Europe/London",
  };
  return setupOrganizer(ctx, setupOrganizerInputSchema.parse({ ...input, ...change }));
}

test("the first organizer can sign in and be booked", async () => {
  expect(await readInstallation(ctx)).toMatchObject({ needsSetup: true });
  await setUp();
  const { user } = await ctx.auth.api.signInEmail({
    body: { email: "ada@example.com", password: "a long enough password" },
  });
  expect(user.name).toBe("Ada Lovelace");
  expect(await database.db.$count(eventTypes)).toBe(2);
  expect(await readInstallation(ctx)).toMatchObject({ needsSetup: false });
});

test.each(["", "another token of some length", `${token} `])("the token %j opens nothing", async (given) => {
  await expect(setUp({ token: given })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await database.db.$count(users)).toBe(0);
});

test("where no set-up is offered, no token opens it", async () => {
  ctx.installation = plainInstallation;
  await expect(setUp()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await readInstallation(ctx)).toMatchObject({ needsSetup: false });
});

test("of two who set up at once, one succeeds", async () => {
  const tries = await Promise.allSettled([setUp(), setUp({ email: "grace@example.com", username: "grace" })]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = tries.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "CONFLICT", details: { reason: "already_set_up" } });
  expect(await database.db.$count(users)).toBe(1);
});

test.each([
  ["username", "sign-in", "is a name that Punctual uses itself"],
  ["username", "-ada", "must be letters"],
  ["password", "too short", "must have at least 12 characters"],
  ["timeZone", "Mars/Olympus", "is not a known IANA time zone"],
  ["name", "Ada\nLovelace", "must be one line"],
])("%s %j is refused: %s", (field, value, message) => {
  expect(() => setUp({ [field]: value })).toThrow(message);
});

test("the page of the runs is for organizers only", async () => {
  expect(await readInstallation(ctx)).toMatchObject({
    runsUrl: null,
  });
  const { userId } = await setUp();
  const mine: TestContext = { ...ctx, actor: { kind: "organizer", userId } };
  expect(await readInstallation(mine)).toMatchObject({
    runsUrl: "http://127.0.0.1:4000",
  });
});
