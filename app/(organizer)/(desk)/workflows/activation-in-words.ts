import type { ActiveOn } from "@/server/domain/workflows/workflow-input";

const mostNamed = 3;

/** Where a workflow is on: "all event types", or their names. */
export function activationInWords(activeOn: ActiveOn, titleOf: (id: number) => string): string {
  if (activeOn.kind === "all") return "all event types";
  if (activeOn.kind === "off") return "nothing";
  const names = activeOn.eventTypeIds.map(titleOf);
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names;
  const others = names.length - shown.length;
  return others > 0 ? `${shown.join(", ")} and ${others} more` : shown.join(", ");
}
