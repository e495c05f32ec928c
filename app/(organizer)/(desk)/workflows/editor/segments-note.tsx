import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { counted } from "../change-in-words";

type Segments = NonNullable<RouterOutputs["workflow"]["previewStep"]["segments"]>;

/** How many texts a text is billed as, and the character that makes it more. */
export function SegmentsNote({ segments }: { segments: Segments | null }) {
  if (!segments || segments.segmentCount === 0) return null;
  const { segmentCount, unitCount, unitsLeft, flippedBy } = segments;
  return (
    <div className="text-sm text-muted">
      <p className="tabular">
        Sent as {counted(segmentCount, "text")}: {counted(unitCount, "character")}, {unitsLeft} left before
        the next.
      </p>
      {flippedBy && (
        <p className="mt-1 text-warn-text">
          “{flippedBy.character}” isn’t in the alphabet of texts, so each holds 70 characters instead of 160.
        </p>
      )}
    </div>
  );
}
