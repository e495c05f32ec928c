"use client";

import { useLocale } from "react-aria-components/I18nProvider";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { counted } from "../change-in-words";
import { costInWords } from "./cost-in-words";

type Preview = RouterOutputs["workflow"]["previewStep"];

/** How many texts a text is billed as, the character that makes it more, and what it is likely to cost. */
export function SegmentsNote({ segments, cost }: Pick<Preview, "segments" | "cost">) {
  if (!segments || segments.segmentCount === 0) return null;
  const { segmentCount, unitCount, unitsLeft, flippedBy } = segments;
  return (
    <div className="text-sm text-muted">
      <p className="tabular">
        Sent as {counted(segmentCount, "text")}: {counted(unitCount, "character")}, {unitsLeft} left before
        the next.
      </p>
      {cost && <CostNote cost={cost} segmentCount={segmentCount} />}
      {flippedBy && (
        <p className="mt-1 text-warn-text">
          “{flippedBy.character}” isn’t in the alphabet of texts, so each holds 70 characters instead of 160.
        </p>
      )}
    </div>
  );
}

type CostNoteProps = { cost: NonNullable<Preview["cost"]>; segmentCount: number };

function CostNote({ cost, segmentCount }: CostNoteProps) {
  const { locale } = useLocale();
  const country = cost.country && new Intl.DisplayNames(locale, { type: "region" }).of(cost.country);
  const { currency, least, most } = cost;
  const each = { currency, least: least / segmentCount, most: most / segmentCount };
  const amount = costInWords(cost, locale);
  const sum = segmentCount > 1 ? `${segmentCount} × ${costInWords(each, locale)} = ${amount}` : amount;
  return (
    <p className="tabular mt-1">
      {cost.isRough
        ? `Costs an estimated ${amount}, by its country${country ? `; the price for ${country} isn’t known` : ""}.`
        : `Costs an estimated ${sum}${country ? ` (${country})` : ""}.`}
    </p>
  );
}
