"use client";

import { useRouter } from "next/navigation";
import { Card } from "@/app/_components/card";
import { needsConfirmation } from "@/server/domain/scheduling/confirmation";
import { ChosenTime } from "./chosen-time";
import { DetailsForm } from "./details-form";
import { FlowSummary } from "./flow-summary";
import { HourCycleToggle } from "./hour-cycle-toggle";
import { MoveForm } from "./move-form";
import type { PhoneHint } from "./phone-hint";
import { refusedHold } from "./refused-time";
import { RefusedTimeNotice } from "./refused-time-notice";
import { SlotPicker } from "./slot-picker";
import { submissionName } from "./submission-memory";
import { type Flow, type FlowOptions, useFlow } from "./use-flow";
import { useHeldTime } from "./use-held-time";
import { useStepHeading } from "./use-step-heading";

type BookingFlowProps = FlowOptions & { phoneHint: PhoneHint };

const minuteMs = 60_000;

/** From a free time to a booking, or to a new time for one: choose, say who you are, done. */
export function BookingFlow(props: BookingFlowProps) {
  const flow = useFlow(props);
  const heading = useStepHeading(flow.startsAt === null ? "time" : "details");
  return (
    <Card className="grid animate-appear md:grid-cols-[18rem_minmax(0,1fr)]">
      <aside className="border-b border-line p-5 sm:p-7 md:border-r md:border-b-0">
        <FlowSummary {...props} flow={flow} />
      </aside>
      <section className="min-w-0 p-5 sm:p-7">
        <div className="mb-4 flex min-h-12 items-end justify-between gap-4">
          <div>
            <p className="text-sm text-muted">Step {flow.startsAt === null ? 1 : 2} of 2</p>
            <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight">
              {stepTitle(props, flow)}
            </h2>
          </div>
          {flow.startsAt === null && <HourCycleToggle />}
        </div>
        {flow.refused && (
          <RefusedTimeNotice refused={flow.refused} format={flow.format} onChoose={flow.picker.onChoose} />
        )}
        {flow.startsAt === null ? (
          <SlotPicker {...flow.picker} format={flow.format} isZoneKnown={flow.isZoneKnown} />
        ) : (
          <Details {...props} flow={flow} startsAt={flow.startsAt} />
        )}
      </section>
    </Card>
  );
}

function stepTitle({ moved }: BookingFlowProps, flow: Flow): string {
  if (flow.startsAt === null) return "Choose a time";
  return moved ? "Move to this time?" : "Your details";
}

/** The second step: what was chosen, and the form that completes it. */
function Details(props: BookingFlowProps & { flow: Flow; startsAt: string }) {
  const { eventType, reference, phoneHint, moved, flow, startsAt } = props;
  const router = useRouter();
  const submission = submissionName(eventType.id, moved?.uid);
  const wanted = { eventType: reference, startsAt, lengthMinutes: flow.lengthMinutes };
  const held = useHeldTime(wanted, {
    submission,
    onFailed: (error) => {
      const refused = refusedHold(error, moved !== undefined);
      if (refused) flow.refuse(refused);
    },
  });
  const booking = { submission, reservationUid: held.uid, onTimeRefused: flow.refuse };
  const start = new Date(startsAt);
  const { kind, noticeMinutes } = eventType.confirmation;
  const policy =
    kind === "short_notice"
      ? { kind, noticeMinutes: noticeMinutes ?? 0, pendingHoldsTime: true }
      : { kind, pendingHoldsTime: true };
  return (
    <div className="grid max-w-xl animate-appear gap-6">
      <ChosenTime
        startsAt={start}
        endsAt={new Date(start.getTime() + flow.lengthMinutes * minuteMs)}
        format={flow.format}
        isZoneKnown={flow.isZoneKnown}
        heldUntil={held.until}
        onChange={flow.reconsider}
      />
      {moved ? (
        <MoveForm
          {...booking}
          uid={moved.uid}
          startsAt={startsAt}
          onMoved={({ uid, hasInFlightMessages }) => {
            held.handOver();
            router.push(`/booking/${uid}${hasInFlightMessages ? "?note=in-flight" : ""}`);
          }}
        />
      ) : (
        <DetailsForm
          {...booking}
          eventType={eventType}
          wanted={wanted}
          timeZone={flow.readerZone}
          isRequest={needsConfirmation(policy, start.getTime(), flow.now.getTime())}
          phoneHint={phoneHint}
          onBooked={(uid) => {
            held.handOver();
            router.push(`/booking/${uid}`);
          }}
        />
      )}
    </div>
  );
}
