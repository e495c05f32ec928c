import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { changeSize } from "../change-in-words";
import { loadEditorFacts } from "../editor/load-editor-facts";
import { draftOf } from "../editor/workflow-draft";
import { WorkflowEditor } from "../editor/workflow-editor";

export const metadata: Metadata = { title: "Workflow" };

export default async function WorkflowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: asked } = await params;
  await requireOrganizer(`/workflows/${asked}`);
  if (!/^[1-9]\d{0,8}$/.test(asked)) notFound();
  const id = Number(asked);
  const caller = await serverCaller();
  const workflow = await foundOr404(caller.workflow.get({ id }));
  const [facts, left] = await Promise.all([loadEditorFacts(), caller.workflow.pendingChange({ id })]);
  const size = changeSize(left);
  return (
    <WorkflowEditor
      key={id}
      initial={draftOf(workflow)}
      record={workflow}
      pending={size > 0 ? { workflowId: id, version: workflow.version, size } : null}
      facts={facts}
    />
  );
}
