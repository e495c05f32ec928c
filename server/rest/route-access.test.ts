import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccessWorld, createAccessWorld, secretWord } from "./testing/access-world";
import { namedOperations } from "./testing/named-operations";
import type { RouteCall, RouteKind } from "./testing/route-call";
import { routeCalls } from "./testing/route-calls";
import { v2Routes } from "./v2/v2-routes";

let world: AccessWorld;

beforeAll(async () => {
  world = await createAccessWorld();
});
afterAll(() => world.close());

const askers = ["nobody", "stranger", "key to read", "key to manage"] as const;
type RestAsker = (typeof askers)[number];

const routes = namedOperations(v2Routes);

/** The status that an asker got, with the reason where that tells more, and all that was said. */
async function told(operation: string, { request }: RouteCall, asker: RestAsker): Promise<[string, string]> {
  const { method, pattern, versions } = requiredRoute(operation);
  const { path, body } = (await request?.(world)) ?? { path: pattern };
  const headers = {
    ...world.headers[asker],
    "content-type": "application/json",
    "cal-api-version": versions[0] ?? "",
  };
  const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  const answer = await world.door.send(new Request(`http://punctual.test/v2${path}`, init));
  const reason = answer.body?.error?.details?.reason;
  const isMissing = reason === "scope_missing";
  return [isMissing ? reason : String(answer.status), JSON.stringify(answer.body)];
}

function requiredRoute(operation: string) {
  const route = routes.get(operation);
  if (!route) throw new Error(`There is no operation ${operation}.`);
  return route;
}

function expectedOf(
  operation: string,
  { kind, ownerGets, strangerGets }: RouteCall,
): Record<RestAsker, string> {
  const route = routes.get(operation);
  const owners = String(ownerGets ?? route?.status);
  return {
    nobody: route?.access === "anyone" ? owners : "401",
    stranger: String(strangerGets ?? (kind === "owned" ? 404 : owners)),
    "key to read": route?.scope === "read" ? owners : "scope_missing",
    "key to manage": owners,
  };
}

test("every operation is tried", () => {
  expect(Object.keys(routeCalls).sort()).toEqual([...routes.keys()].sort());
});

test.each(Object.entries(routeCalls))(
  "%s answers whom it is for and nobody else",
  async (operation, call) => {
    const seen: Partial<Record<RestAsker, string>> = {};
    for (const asker of askers) {
      const [answer, text] = await told(operation, call, asker);
      seen[asker] = answer;
      const isForeign =
        (asker === "nobody" || asker === "stranger") && (call.kind === "own" || call.kind === "owned");
      if (isForeign) expect(text).not.toContain(secretWord);
    }
    expect(seen).toEqual(expectedOf(operation, call));
  },
);

test("the table of who is answered is the one that is published", async () => {
  const rows = Object.entries(routeCalls).map(([operation, { kind }]) => {
    const route = routes.get(operation);
    return `| \`${operation}\` | ${whoseIs[kind]} | ${route?.access === "anyone" ? "no" : "yes"} | ${route?.scope} |`;
  });
  await expect(`${tableHead}${rows.join("\n")}\n`).toMatchFileSnapshot("../../docs/access-to-operations.md");
});

const whoseIs: Record<RouteKind, string> = {
  public: "anyone",
  link: "whoever knows the uid",
  own: "an organizer, theirs alone",
  owned: "its owner; others are told there is no such thing",
};

const tableHead = `# Who may call which operation

Every operation of the REST API is called by a test without a key, with a key of another organizer, with the owner's key
to read and with the owner's key to manage, and answered as this table says.

| operation | answers | needs a key | a key needs the scope |
| --- | --- | --- | --- |
`;
