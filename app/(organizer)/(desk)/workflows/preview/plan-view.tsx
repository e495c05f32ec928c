"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Card } from "@/app/_components/card";
import { Skeleton } from "@/app/_components/skeleton";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccount, useClock } from "../../../_lib/account-context";
import { useSettled } from "../../../_lib/use-settled";
import type { EventTypeChoice } from "../event-type-choice";
import { PlanForm } from "./plan-form";
import { firstQuestion, type PlanQuestion, planInput } from "./plan-question";
import { PlanResult } from "./plan-result";

export type PlanBookings = RouterOutputs["booking"]["list"]["items"];

type PlanViewProps = { eventTypes: EventTypeChoice[]; bookings: PlanBookings };

const minuteMs = 60_000;
const settlesAfterMs = 250;

/** A booking, made up or not, beside all that it would owe. */
export function PlanView({ eventTypes, bookings }: PlanViewProps) {
  const trpc = useTRPC();
  const { timeZone } = useAccount();
  const now = useClock(minuteMs);
  const [first] = eventTypes;
  const [question, setQuestion] = useState<PlanQuestion | null>(
    first ? firstQuestion(first, timeZone, now) : null,
  );
  const settled = useSettled(question, settlesAfterMs);
  const isSound = settled !== null && Number.isInteger(settled.lengthMinutes);
  const plan = useQuery({
    ...trpc.workflow.previewPlan.queryOptions(
      settled && isSound ? planInput(settled, timeZone) : { booking: { kind: "booking", uid: "" } },
    ),
    enabled: isSound,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (!question) return null;
  return (
    <div className="mt-6 grid items-start gap-6 lg:grid-cols-[19rem_minmax(0,1fr)]">
      <Card className="p-5">
        <PlanForm
          question={question}
          onChange={(part) => setQuestion({ ...question, ...part })}
          eventTypes={eventTypes}
          bookings={bookings}
        />
      </Card>
      <section aria-label="What would be sent" className="min-w-0">
        {plan.isError && (
          <Banner tone="bad" urgent>
            {formErrors(plan.error)[0]?.message}
          </Banner>
        )}
        {!plan.data && !plan.isError && <Skeleton className="h-96" />}
        {plan.data && !plan.isError && <PlanResult plan={plan.data} occasion={question.occasion} now={now} />}
      </section>
    </div>
  );
}
