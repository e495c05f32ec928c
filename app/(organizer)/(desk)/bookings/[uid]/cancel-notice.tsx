import { Banner } from "@/app/_components/banner";

/** The channels of messages that were going out already when the booking was cancelled. */
export type CancelOutcome = { inFlight: ("sms" | "email")[] };

/** Confirms a cancellation, and owns up to what could no longer be stopped. */
export function CancelNotice({ outcome: { inFlight } }: { outcome: CancelOutcome }) {
  return (
    <Banner tone={inFlight.length > 0 ? "warn" : "good"} className="mt-4" title="The booking is cancelled">
      {inFlight.length > 0 &&
        `${inFlight.length === 1 ? "One message was" : `${inFlight.length} messages were`} already on the way and may still arrive: ${inFlight.map((channel) => (channel === "sms" ? "a text" : "a mail")).join(", ")}.`}
    </Banner>
  );
}
