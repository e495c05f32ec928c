import { randomInt } from "node:crypto";

const numbersPerArea = 100;
const areaCodes = ["202", "212", "303", "312", "404", "415", "503", "512", "617", "646", "702", "808"];
const mostWorkers = 4;
let given = 0;

/** A number of the range set aside for fiction that no other call of this run gets, whichever worker makes it. */
export function fictionalPhone(): string {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % mostWorkers;
  const area = areaCodes[(worker + mostWorkers * Math.floor(given / numbersPerArea)) % areaCodes.length];
  const number = numbersPerArea + (given % numbersPerArea);
  given += 1;
  return `+1${area}5550${number}`;
}

/** Somebody who books; each call is somebody else. */
export function newGuest() {
  const tag = randomInt(1_000_000_000).toString(36);
  return { name: `Grace ${tag}`, email: `grace.${tag}@example.com`, phone: fictionalPhone() };
}
