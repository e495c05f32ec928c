import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../_lib/require-organizer";
import { WorkflowsView } from "./workflows-view";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  await requireOrganizer("/workflows");
  const { workflow, eventType } = await serverCaller();
  const [workflows, tallies, eventTypes] = await Promise.all([
    workflow.list(),
    workflow.tallyLastMonth(),
    eventType.list(),
  ]);
  return <WorkflowsView initial={workflows} initialTallies={tallies} eventTypes={eventTypes} />;
}
