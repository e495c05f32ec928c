import { afterAll, beforeAll, expect, test } from "vitest";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { findHalfWritten } from "../testing/fuzz/find-half-written";
import { createFuzzMemory } from "../testing/fuzz/fuzz-memory";
import { type FuzzRequest, fuzzRequests } from "../testing/fuzz/fuzz-requests";

const cases = Number(process.env.PROVE_CASES ?? 150);
const seed = Number(process.env.PROVE_SEED ?? 20_261_124);
const batch = 100;

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

test(
  "requests of every kind, sound and broken, get described answers, fail nothing and leave nothing half-written",
  async () => {
    const { key } = await seedApiKey(door.database.db, door.organizer);
    const memory = createFuzzMemory({
      keysToReplace: [key],
      keys: [door.asHost.authorization.replace("Bearer ", "")],
      starts: Array.from({ length: 60 }, () => door.freeStart()).flatMap(halfHoursFrom),
      eventTypeIds: [door.eventTypeId],
    });
    const statuses = new Map<number, number>();
    const failures: string[] = [];
    for (let done = 0; done < cases; done += batch) {
      for (const fuzzed of fuzzRequests(memory.subjects(), batch, seed + done)) {
        const request = requestOf(fuzzed);
        if (!request) continue;
        const { status, body } = await door.send(request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 && status !== 501)
          failures.push(`${status} ${JSON.stringify(fuzzed)}`.slice(0, 1_000));
        if (status < 300) memory.learn(fuzzed.pattern, body);
      }
    }
    expect(failures).toEqual([]);
    expect(await findHalfWritten(door.database.sql)).toEqual([]);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404]));
  },
  cases * 1_000,
);

function halfHoursFrom(start: string): string[] {
  return [0, 1, 2, 3].map((half) => new Date(Date.parse(start) + half * 30 * 60_000).toISOString());
}

/** The request, or null for one that can't be said without a connection of one's own. */
function requestOf({ method, path, headers, body, isCut }: FuzzRequest): Request | null {
  if (isCut) return null;
  try {
    const takesBody = method !== "GET" && method !== "HEAD";
    return new Request(`http://punctual.test${path}`, { method, headers, body: takesBody ? body : null });
  } catch {
    return null;
  }
}
