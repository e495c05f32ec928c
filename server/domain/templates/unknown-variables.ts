import { splitFormat } from "./booking-variables";
import { variablesIn } from "./render-template";

export type UnknownVariable = { name: string; nearest: string | null };

/** The variables of a template that stand for nothing, each with the known name that is spelled most like it. */
export function unknownVariables(template: string, known: ReadonlySet<string>): UnknownVariable[] {
  return variablesIn(template)
    .filter((name) => !known.has(name.toUpperCase()) && splitFormat(name) === null)
    .map((name) => ({ name, nearest: nearestOf(name.toUpperCase(), known) }));
}

function nearestOf(name: string, known: ReadonlySet<string>): string | null {
  let nearest: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** How many letters must be added, removed or replaced to make one text of another. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
