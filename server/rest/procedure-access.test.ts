import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServiceError } from "@/server/platform/service-error";
import { appRouter } from "@/server/routers/app-router";
import { type AccessWorld, type Asker, askers, createAccessWorld, secretWord } from "./testing/access-world";
import { type AccessKind, type ProcedureCall, procedureCalls } from "./testing/procedure-calls";

let world: AccessWorld;

beforeAll(async () => {
  world = await createAccessWorld();
});
afterAll(() => world.close());

type Procedure = { _def: { type: "query" | "mutation"; meta?: { scope?: string } } };
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

/** What an asker was told: `answered`, or the code of the refusal and its reason where that tells more. */
async function told(
  path: string,
  { input }: ProcedureCall,
  asker: Asker,
): Promise<[told: string, text: string]> {
  const [router = "", name = ""] = path.split(".");
  const routers = world.callers[asker] as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  const given = await input?.(world);
  try {
    return ["answered", JSON.stringify((await routers[router]?.[name]?.(given)) ?? null)];
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const reason = error.cause instanceof ServiceError ? error.cause.details.reason : undefined;
    const tellsMore = ["scope_missing", "session_required", "api_key_required"].includes(reason ?? "");
    return [tellsMore && reason ? reason : error.code, error.message];
  }
}

function expectedOf(path: string, { kind, ownerIsTold = "answered" }: ProcedureCall): Record<Asker, string> {
  const isQuery = procedures[path]?._def.type === "query";
  const byKey = kind.startsWith("desk") ? "session_required" : ownerIsTold;
  const atDesk = kind === "key" ? "api_key_required" : ownerIsTold;
  const strangers: Record<AccessKind, string> = {
    public: ownerIsTold,
    link: ownerIsTold,
    own: ownerIsTold,
    desk: ownerIsTold,
    owned: "NOT_FOUND",
    "desk-owned": "NOT_FOUND",
    key: atDesk,
  };
  return {
    nobody: kind === "public" || kind === "link" ? ownerIsTold : "UNAUTHORIZED",
    stranger: strangers[kind],
    "key to read": isQuery ? byKey : "scope_missing",
    "key to manage": byKey,
    owner: atDesk,
  };
}

test("every procedure is tried", () => {
  expect(Object.keys(procedureCalls).sort()).toEqual(Object.keys(procedures).sort());
});

test.each(Object.entries(procedureCalls))("%s answers whom it is for and nobody else", async (path, call) => {
  const seen: Partial<Record<Asker, string>> = {};
  for (const asker of askers) {
    const [answer, text] = await told(path, call, asker);
    seen[asker] = answer;
    const isForeign =
      (asker === "nobody" || asker === "stranger") && call.kind !== "public" && call.kind !== "link";
    if (isForeign) expect(text).not.toContain(secretWord);
  }
  expect(seen).toEqual(expectedOf(path, call));
});

test("the table of who is answered is the one that is published", async () => {
  const scopeOf = (path: string) => {
    const { type, meta } = procedures[path]?._def ?? { type: "query" };
    return meta?.scope ?? (type === "query" ? "read" : "manage");
  };
  const rows = Object.entries(procedureCalls).map(([path, { kind }]) => {
    const scope = kind.startsWith("desk") ? "no key" : scopeOf(path);
    return `| \`${path}\` | ${whoseIs[kind]} | ${scope} |`;
  });
  await expect(`${tableHead}${rows.join("\n")}\n`).toMatchFileSnapshot("../../docs/access-to-procedures.md");
});

const whoseIs: Record<AccessKind, string> = {
  public: "anyone",
  link: "whoever knows the uid",
  own: "an organizer, theirs alone",
  owned: "its owner; others are told there is no such thing",
  desk: "an organizer who is signed in",
  key: "an API key, for itself",
  "desk-owned": "its owner, signed in; others are told there is no such thing",
};

const tableHead = `# Who may call which procedure

Every one of these is called by a test as nobody, as another organizer, with a key to read, with a key to manage and as
the owner at their desk, and answered as this table says.

| procedure | answers | a key needs the scope |
| --- | --- | --- |
`;
