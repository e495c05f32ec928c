import { readableTarget } from "@/server/platform/readable-target";
import { findAnswerFaults } from "@/server/rest/testing/find-answer-faults";
import { findHalfWritten } from "@/server/rest/testing/fuzz/find-half-written";
import { createFuzzMemory } from "@/server/rest/testing/fuzz/fuzz-memory";
import { type FuzzRequest, fuzzRequests } from "@/server/rest/testing/fuzz/fuzz-requests";
import { addOrganizer } from "../../parity/add-organizer";
import { spreadStarts } from "../../support/rest-client";
import type { ProofResult, ProofSetting } from "../proof";
import { findViolations } from "../races/find-violations";
import { residentMegabytes } from "./resident-megabytes";
import { type RawAnswer, rawSender } from "./send-raw";

const connections = 12;
const batch = 240;
const looks = 10;
const growthAllowed = 1.5;

type Tally = { statuses: Map<string, number>; failures: string[] };

/**
 * Sends requests of every kind, sound and broken, to the running API. Nothing may fail inside, hang, be answered
 * otherwise than described, or leave anything half-written; and memory may not grow with them.
 */
export async function fuzzApi(
  { product, sql, cases, seed }: ProofSetting,
  rootPid: number,
): Promise<ProofResult> {
  const host = await addOrganizer(product, "fuzz");
  const another = await addOrganizer(product, "fuzz");
  const [booked] = host.eventTypes;
  const sender = rawSender(product.baseUrl, connections);
  const memory = createFuzzMemory({
    keys: [host.apiKey],
    keysToReplace: [another.apiKey],
    starts: await spreadStarts(product.baseUrl, booked?.id ?? 0, 0),
    eventTypeIds: host.eventTypes.map(({ id }) => id),
  });
  const tally: Tally = { statuses: new Map(), failures: [] };
  const megabytes: number[] = [];
  for (let done = 0; done < cases; done += batch) {
    const waiting = fuzzRequests(memory.subjects(), Math.min(batch, cases - done), seed + done);
    const worker = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const answer = await sender.send(next);
        judge(tally, next, answer);
        if (answer.kind === "answered" && answer.status < 300) memory.learn(next.pattern, answer.body);
      }
    };
    await Promise.all(Array.from({ length: connections }, worker));
    if (megabytes.length < Math.floor(((done + batch) / cases) * looks))
      megabytes.push(residentMegabytes(rootPid));
  }
  sender.close();
  const [, settled = 0] = megabytes;
  const last = megabytes.at(-1) ?? 0;
  if (last > settled * growthAllowed) tally.failures.push(`memory grew from ${settled} MB to ${last} MB`);
  tally.failures.push(...(await findHalfWritten(sql)), ...(await findViolations(sql, host.userId)));
  const [written] = await sql<{ count: number }[]>`
    select count(*)::int as count from bookings where owner_id = ${host.userId}`;
  return {
    name: "The API, asked in every way",
    figures: {
      requests: cases,
      ...Object.fromEntries([...tally.statuses].sort()),
      bookings: written?.count ?? 0,
      "MB over time": megabytes.join(" "),
    },
    failures: tally.failures,
  };
}

function judge(tally: Tally, fuzzed: FuzzRequest, answer: RawAnswer): void {
  const outcome = answer.kind === "answered" ? String(answer.status) : answer.kind;
  tally.statuses.set(outcome, (tally.statuses.get(outcome) ?? 0) + 1);
  const fail = (why: string) => tally.failures.push(`${why} ${JSON.stringify(fuzzed)}`.slice(0, 600));
  if (answer.kind === "hung") return void fail("hung:");
  if (answer.kind === "broken" && !fuzzed.isCut) return void fail("broke off:");
  if (answer.kind !== "answered") return;
  if (answer.status >= 500 && answer.status !== 501) return void fail(`${answer.status}:`);
  if (answer.status === 431 || typeof answer.body === "string") return;
  const version = fuzzed.headers.findLast(([name]) => name === "cal-api-version")?.[1]?.trim() || null;
  const { method } = fuzzed;
  const path = readableTarget(fuzzed.path);
  const [fault] = findAnswerFaults({ method, path, version, status: answer.status, body: answer.body });
  if (fault) fail(`${fault}:`);
}
