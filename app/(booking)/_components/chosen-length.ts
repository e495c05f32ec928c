/** The name of the length in a page's address. */
export const lengthParameter = "length";

/** The length that an address asks for where it is among the choices, else the usual one. */
export function chosenLength(text: string | null, choices: readonly number[], usualMinutes: number): number {
  const minutes = Number(text);
  return choices.includes(minutes) ? minutes : usualMinutes;
}
