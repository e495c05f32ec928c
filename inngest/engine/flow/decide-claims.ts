import type { Concurrency, FunctionDefinition, Throttle } from "../protocol/function-definition";
import type { GateKeys } from "./gate-keys";

/** A throttle keeps its rhythm when a start comes late by no more than this. */
const toleratedLagMilliseconds = 100;

export type Candidate = GateKeys & { runId: string; functionId: string; started: boolean };
export type Gate =
  | { key: string; concurrencyLimit: number; opensAt: null; opening: null }
  | { key: string; concurrencyLimit: null; opensAt: Date; opening: number };

export type ClaimDecision = {
  claimed: string[];
  /** Runs that wait, and the gate at which they do. */
  parked: { runId: string; gateKey: string }[];
  /** The gates that changed, or have someone waiting. */
  gates: Gate[];
};

export type ClaimState = {
  now: Date;
  capacity: number;
  /** Requests in flight for each concurrency gate. */
  inUse: ReadonlyMap<string, number>;
  /** The next start that each throttle allows. */
  opensAt: ReadonlyMap<string, Date>;
  definitionOf(functionId: string): FunctionDefinition | null;
};

/**
 * Which of the due runs may be requested now, first come first served, and where the others wait. Candidates
 * past the capacity are left as they are.
 */
export function decideClaims(candidates: readonly Candidate[], state: ClaimState): ClaimDecision {
  const inUse = new Map(state.inUse);
  const opensAt = new Map(state.opensAt);
  const gates = new Map<string, Gate>();
  const decision: ClaimDecision = { claimed: [], parked: [], gates: [] };
  for (const candidate of candidates) {
    if (decision.claimed.length >= state.capacity) break;
    const definition = state.definitionOf(candidate.functionId);
    const closed =
      fullGate(candidate, definition?.concurrency ?? [], inUse) ??
      throttleGate(candidate, definition?.throttle ?? null, opensAt, state.now);
    if (closed) {
      gates.set(closed.key, closed);
      decision.parked.push({ runId: candidate.runId, gateKey: closed.key });
      continue;
    }
    decision.claimed.push(candidate.runId);
    for (const key of candidate.concurrencyKeys) inUse.set(key, (inUse.get(key) ?? 0) + 1);
    const passed = passThrottle(candidate, definition?.throttle ?? null, opensAt, state.now);
    if (passed) gates.set(passed.key, passed);
  }
  decision.gates = [...gates.values()];
  return decision;
}

function fullGate(
  candidate: Candidate,
  limits: readonly Concurrency[],
  inUse: ReadonlyMap<string, number>,
): Gate | null {
  for (const [index, key] of candidate.concurrencyKeys.entries()) {
    const limit = limits[index]?.limit ?? Number.POSITIVE_INFINITY;
    if ((inUse.get(key) ?? 0) >= limit) return { key, concurrencyLimit: limit, opensAt: null, opening: null };
  }
  return null;
}

function throttleGate(
  candidate: Candidate,
  throttle: Throttle | null,
  opensAt: ReadonlyMap<string, Date>,
  now: Date,
): Gate | null {
  const key = candidate.started ? null : candidate.throttleKey;
  if (!throttle || !key) return null;
  const opens = opensAt.get(key);
  return opens && opens > now ? openingGate(key, opens, throttle) : null;
}

/** The generic cell rate algorithm: `burst` starts at once, then one for each `period / limit`. */
function passThrottle(
  candidate: Candidate,
  throttle: Throttle | null,
  opensAt: Map<string, Date>,
  now: Date,
): Gate | null {
  const key = candidate.started ? null : candidate.throttleKey;
  if (!throttle || !key) return null;
  const spacing = throttle.periodMilliseconds / throttle.limit;
  const full = now.getTime() - (throttle.burst - 1) * spacing;
  const scheduled = opensAt.get(key)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const inRhythm = scheduled >= full - toleratedLagMilliseconds;
  const next = new Date(Math.ceil((inRhythm ? scheduled : full) + spacing));
  opensAt.set(key, next);
  return openingGate(key, next, throttle);
}

function openingGate(key: string, opensAt: Date, throttle: Throttle): Gate {
  const lagged = Math.floor((toleratedLagMilliseconds * throttle.limit) / throttle.periodMilliseconds);
  return { key, concurrencyLimit: null, opensAt, opening: throttle.burst + lagged };
}
