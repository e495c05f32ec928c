import { Banner } from "@/app/_components/banner";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import { nameOfChannel } from "../../../_components/channel-name";

/** The channels of messages that were going out already when the booking was cancelled. */
export type CancelOutcome = { inFlight: MessageChannel[] };

/** Confirms a cancellation, and owns up to what could no longer be stopped. */
export function CancelNotice({ outcome: { inFlight } }: { outcome: CancelOutcome }) {
  return (
    <Banner tone={inFlight.length > 0 ? "warn" : "good"} className="mt-4" title="The booking is cancelled">
      {inFlight.length > 0 &&
        `${inFlight.length === 1 ? "One message was" : `${inFlight.length} messages were`} already on the way and may still arrive: ${inFlight.map((channel) => `a ${nameOfChannel[channel]}`).join(", ")}.`}
    </Banner>
  );
}
