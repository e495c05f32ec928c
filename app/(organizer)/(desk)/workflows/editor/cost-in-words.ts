import type { RouterOutputs } from "@/app/_lib/router-outputs";

type Cost = Pick<NonNullable<RouterOutputs["workflow"]["dryRun"]["cost"]>, "currency" | "least" | "most">;

/** An amount or two in the reader's way of writing: "$0.0524", or "$0.01 to $0.22". */
export function costInWords({ currency, least, most }: Cost, locale: string): string {
  const write = (amount: number) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      // Texts cost fractions of a cent; of sums they don't matter.
      maximumFractionDigits: amount > 0 && amount < 1 ? 4 : 2,
    }).format(amount);
  const [from, to] = [write(least), write(most)];
  return from === to ? from : `${from} to ${to}`;
}
