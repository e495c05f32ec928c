import type { Metadata } from "next";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { loadEditorFacts } from "../editor/load-editor-facts";
import { copyOf, type WorkflowDraft } from "../editor/workflow-draft";
import { WorkflowEditor } from "../editor/workflow-editor";
import { draftFrom } from "../starting-points";

export const metadata: Metadata = { title: "New workflow" };

type NewWorkflowPageProps = {
  searchParams: Promise<Record<"from" | "copy", string | string[] | undefined>>;
};

export default async function NewWorkflowPage({ searchParams }: NewWorkflowPageProps) {
  const { from, copy } = await searchParams;
  const query = new URLSearchParams(
    Object.entries({ from, copy }).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  await requireOrganizer(`/workflows/new?${query}`);
  const [initial, facts] = await Promise.all([draftToBegin(from, copy), loadEditorFacts()]);
  return (
    <WorkflowEditor key={query.toString()} initial={initial} record={null} pending={null} facts={facts} />
  );
}

async function draftToBegin(from: unknown, copy: unknown): Promise<WorkflowDraft> {
  if (typeof copy !== "string" || !/^[1-9]\d{0,8}$/.test(copy)) {
    return draftFrom(typeof from === "string" ? from : undefined);
  }
  const caller = await serverCaller();
  return copyOf(await foundOr404(caller.workflow.get({ id: Number(copy) })));
}
