import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { keyScopes } from "@/server/domain/accounts/key-scope";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { v2Routes } from "./v2-routes";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const changing = v2Routes.filter(({ scope }) => scope !== "read");

function queryOf({ query }: (typeof v2Routes)[number]["example"]): URLSearchParams {
  return new URLSearchParams({ ...query });
}

test.each(changing.map((route) => [`${route.method} ${route.pattern}`, route] as const))(
  "%s refuses a key whose scope is narrower than the described one",
  async (_name, { method, pattern, versions, scope, example }) => {
    const narrower = keyScopes[keyScopes.indexOf(scope) - 1];
    const { key } = await seedApiKey(door.database.db, door.organizer, { scope: narrower });
    const before = await countRows(door.database.db);
    const params: Readonly<Record<string, string>> = { ...example.params };
    const path = pattern.replaceAll(/:(\w+)/g, (_, param) => params[param] ?? "1");
    const { status, body } = await door.send(
      new Request(`http://punctual.test/v2${path}?${queryOf(example)}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          "cal-api-version": versions[0] ?? "",
          "content-type": "application/json",
        },
        body: example.body && JSON.stringify(example.body),
      }),
    );
    expect([status, body.error.details]).toMatchObject([
      403,
      { reason: "scope_missing", neededScope: scope },
    ]);
    expect(await countRows(door.database.db)).toEqual(before);
  },
);
