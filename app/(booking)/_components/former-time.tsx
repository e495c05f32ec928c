import type { TimeFormat } from "@/app/_lib/time-format";

type FormerTimeProps = { startsAt: Date; endsAt: Date; format: TimeFormat; isZoneKnown: boolean };

/** The time that a booking is moved away from. */
export function FormerTime({ startsAt, endsAt, format, isZoneKnown }: FormerTimeProps) {
  return (
    <div className="mt-5 border-t border-line pt-4 text-sm">
      <p className="text-muted">So far</p>
      <p className={`mt-1 ${isZoneKnown ? "" : "invisible"}`}>
        {format.fullDay(startsAt)}
        <br />
        <span className="tabular">{format.range(startsAt, endsAt)}</span>
      </p>
    </div>
  );
}
