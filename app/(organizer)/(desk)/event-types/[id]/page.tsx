import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { EventTypeEditor } from "./event-type-editor";

export const metadata: Metadata = { title: "Event type" };

export default async function EventTypePage({ params }: { params: Promise<{ id: string }> }) {
  const { id: asked } = await params;
  await requireOrganizer(`/event-types/${asked}`);
  if (!/^[1-9]\d{0,8}$/.test(asked)) notFound();
  const id = Number(asked);
  const caller = await serverCaller();
  const eventType = await foundOr404(caller.eventType.get({ id }));
  const [schedules, absences, trips, links] = await Promise.all([
    caller.schedule.list(),
    caller.outOfOffice.list(),
    caller.trip.list(),
    caller.eventType.listPrivateLinks({ eventTypeId: id }),
  ]);
  return (
    <EventTypeEditor
      key={id}
      initial={eventType}
      schedules={schedules}
      absences={absences}
      trips={trips}
      links={links}
    />
  );
}
