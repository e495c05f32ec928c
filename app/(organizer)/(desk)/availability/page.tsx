import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../_lib/require-organizer";
import { AvailabilityView } from "./availability-view";

export const metadata: Metadata = { title: "Availability" };

export default async function AvailabilityPage() {
  await requireOrganizer("/availability");
  const { schedule, outOfOffice, trip } = await serverCaller();
  const [schedules, absences, trips] = await Promise.all([schedule.list(), outOfOffice.list(), trip.list()]);
  return <AvailabilityView schedules={schedules} absences={absences} trips={trips} />;
}
