import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../_lib/require-organizer";
import { EventTypesView } from "./event-types-view";

export const metadata: Metadata = { title: "Event types" };

export default async function EventTypesPage() {
  await requireOrganizer("/event-types");
  return <EventTypesView eventTypes={await (await serverCaller()).eventType.list()} />;
}
