"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { AwaySection } from "./away-section";
import { CreateScheduleDialog } from "./create-schedule-dialog";
import { ScheduleList } from "./schedule-list";
import { TravelSection } from "./travel-section";

export type ScheduleItem = RouterOutputs["schedule"]["list"][number];
export type Absence = RouterOutputs["outOfOffice"]["list"][number];
export type Trip = RouterOutputs["trip"]["list"][number];

type AvailabilityViewProps = { schedules: ScheduleItem[]; absences: Absence[]; trips: Trip[] };

export function AvailabilityView({ schedules, absences, trips }: AvailabilityViewProps) {
  const [isCreating, setIsCreating] = useState(false);
  return (
    <>
      <PageHeading
        title="Availability"
        description="When you can be booked. Each event type goes by one of these schedules."
        actions={<Button onPress={() => setIsCreating(true)}>New schedule</Button>}
      />
      <div className="mt-6 flex flex-col gap-6">
        <ScheduleList initial={schedules} />
        <AwaySection initial={absences} />
        <TravelSection initial={trips} />
      </div>
      {isCreating && <CreateScheduleDialog onClose={() => setIsCreating(false)} />}
    </>
  );
}
