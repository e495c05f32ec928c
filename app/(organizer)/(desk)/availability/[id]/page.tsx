import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { ScheduleEditor } from "./schedule-editor";

export const metadata: Metadata = { title: "Schedule" };

export default async function SchedulePage({ params }: { params: Promise<{ id: string }> }) {
  const { id: asked } = await params;
  await requireOrganizer(`/availability/${asked}`);
  const { schedule, outOfOffice, trip, eventType } = await serverCaller();
  const [schedules, absences, trips, eventTypes] = await Promise.all([
    schedule.list(),
    outOfOffice.list(),
    trip.list(),
    eventType.list(),
  ]);
  const initial = schedules.find(({ id }) => String(id) === asked);
  if (!initial) notFound();
  return (
    <ScheduleEditor
      key={initial.id}
      initial={initial}
      defaultName={schedules.find(({ isDefault }) => isDefault)?.name ?? ""}
      users={eventTypes.filter(({ scheduleId }) => scheduleId === initial.id).map(({ title }) => title)}
      absences={absences}
      trips={trips}
    />
  );
}
