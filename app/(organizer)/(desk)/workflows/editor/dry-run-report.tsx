"use client";

import { useLocale } from "react-aria-components/I18nProvider";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { channelTitle } from "../../../_components/channel-name";
import { useAccountTime, useClock } from "../../../_lib/account-context";
import { counted } from "../change-in-words";
import { skipInWords } from "../preview/plan-words";
import { costInWords } from "./cost-in-words";

type Report = RouterOutputs["workflow"]["dryRun"];
type DryRunReportProps = {
  report: Report;
  /** The draft has been changed since. */
  isOutdated: boolean;
};

/** What a dry run found: how much would have been sent, what it would have cost, and examples. */
export function DryRunReport({ report, isOutdated }: DryRunReportProps) {
  const { locale } = useLocale();
  const { bookingCount, isCut, isAsIfOn, applied, sent, segments, cost, steps, examples } = report;
  if (bookingCount === 0) {
    return (
      <p className="text-muted">
        No booking of the last 30 days would have set it off. Try it again once there are some, or look at a
        made-up one under <TextLink href="/workflows/preview">Try a booking</TextLink>.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-lg bg-sunken px-4 py-3">
        <p className="font-medium">
          {counted(sent, "message")} for {counted(applied, "booking")}
          {applied < bookingCount && ` of ${bookingCount} that were looked at`}.
        </p>
        {segments > 0 && (
          <p className="mt-1 text-sm">
            {cost
              ? `Texts: an estimated ${costInWords(cost, locale)} for ${counted(segments, "segment")}.`
              : `Texts: ${counted(segments, "segment")}. What they cost isn’t known; SMS_PRICES can say it.`}
            {cost?.isRough && " Not every country’s price is known, so that it may be far off."}
          </p>
        )}
        <p className="mt-1 text-sm text-muted">
          Bookings count as they are on record now.
          {isCut && ` Only the latest ${bookingCount.toLocaleString(locale)} were looked at.`}
          {isAsIfOn && " It is off; this is as if it were on for all event types."}
          {isOutdated && " You have changed the workflow since."}
        </p>
      </div>
      <ul className="flex flex-col gap-3">
        {steps.map((step) => (
          <li key={step.stepNumber}>
            <StepTally step={step} />
          </li>
        ))}
      </ul>
      {examples.length > 0 && <Examples examples={examples} />}
    </div>
  );
}

function StepTally({ step }: { step: Report["steps"][number] }) {
  const { locale } = useLocale();
  const now = useClock(60_000);
  return (
    <div className="text-sm">
      <p className="font-medium">
        Step {step.stepNumber}: {step.sent} sent
        {step.cost && ` (an estimated ${costInWords(step.cost, locale)})`}
      </p>
      {step.skipped.map(({ reason, count }) => (
        <p key={reason} className="text-muted">
          {count} not sent: {skipInWords({ channel: step.channel, dueAt: now.toISOString() }, reason, now)}
        </p>
      ))}
      {step.mailedInstead > 0 && (
        <p className="text-muted">{counted(step.mailedInstead, "e-mail")} sent instead.</p>
      )}
    </div>
  );
}

function Examples({ examples }: Pick<Report, "examples">) {
  const format = useAccountTime();
  const now = useClock(60_000);
  return (
    <details className="rounded-lg border border-line">
      <summary className="focus-ring cursor-pointer rounded-lg px-4 py-3 font-medium">Examples</summary>
      <ul className="divide-y divide-line border-t border-line">
        {examples.map((example) => {
          const dueAt = new Date(example.dueAt);
          return (
            <li
              key={`${example.uid}:${example.stepNumber}:${example.dueAt}`}
              className="flex flex-col gap-1 px-4 py-3 text-sm"
            >
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <TextLink href={`/bookings/${example.uid}`}>{example.attendeeName}</TextLink>
                <span className="text-muted">
                  Step {example.stepNumber} · {channelTitle[example.channel]} to{" "}
                  {example.recipient || "nobody"}, {format.shortDay(dueAt)}, {format.time(dueAt)}
                </span>
                {example.skipReason && <StatusBadge tone="warn">Not sent</StatusBadge>}
              </p>
              {example.skipReason ? (
                <p className="text-muted">{skipInWords(example, example.skipReason, now)}</p>
              ) : (
                <p className="whitespace-pre-wrap">{example.body}</p>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
