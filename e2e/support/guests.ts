import { randomInt } from "node:crypto";

const fictionalNumbers = { first: 100, last: 199 };
const areaCodes = ["202", "212", "303", "312", "404", "415", "503", "512", "617", "646", "702", "808"];

/** A number of the range set aside for fiction; of many, so that tests at once don't share a phone. */
export function fictionalPhone(): string {
  const area = areaCodes[randomInt(areaCodes.length)];
  return `+1${area}5550${randomInt(fictionalNumbers.first, fictionalNumbers.last + 1)}`;
}

/** Somebody who books; each call is somebody else. */
export function newGuest() {
  const tag = randomInt(1_000_000_000).toString(36);
  return { name: `Grace ${tag}`, email: `grace.${tag}@example.com`, phone: fictionalPhone() };
}
