/** How many cases a property tries: a slice in the suite, as many as PROVE_CASES asks for in a proof. */
export function proofCases(slice: number): number {
  return Number(process.env.PROVE_CASES ?? slice);
}

/** The seed of a run: PROVE_SEED to repeat or vary one, otherwise the one that the suite always uses. */
export function proofSeed(): number {
  return Number(process.env.PROVE_SEED ?? 20_261_101);
}

/** Whether everything is to be tried instead of a slice. */
export function provesAll(): boolean {
  return process.env.PROVE_CASES !== undefined;
}

export function reportProof(line: string): void {
  process.stdout.write(`${line}\n`);
}
