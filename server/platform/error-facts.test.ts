import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/users";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { errorFacts } from "./error-facts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("an error tells its name, message, code and frames", () => {
  const error = Object.assign(new TypeError("no such thing"), { code: "E_GONE" });
  const facts = errorFacts(error);
  expect(facts).toMatchObject({ type: "TypeError", message: "no such thing", code: "E_GONE" });
  expect(facts.stack).toContain("error-facts.test");
});

test("a refused statement tells which one and why, and none of the values", async () => {
  const row = { username: "ada", name: "Ada", email: "ada.private@example.org" };
  await database.db.insert(users).values(row);
  const refusal = await database.db
    .insert(users)
    .values({ ...row, username: "ada2" })
    .then(
      () => null,
      (error: unknown) => error,
    );
  const facts = errorFacts(refusal);
  expect(JSON.stringify(facts)).not.toContain("ada.private");
  expect(facts.message).toContain("insert into");
  expect(facts.cause).toMatchObject({ code: "23505", constraint: "users_email_unique" });
});

test("what is thrown and isn't an error tells only its kind", () => {
  expect(errorFacts("a private text")).toEqual({ type: "string" });
});

test("an error that causes itself ends", () => {
  const error = new Error("round");
  error.cause = error;
  expect(JSON.stringify(errorFacts(error)).match(/round/g)).toHaveLength(6);
});
