"use client";

import { Switch } from "@/app/_components/switch";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";

/** Who can find it, and what they must leave. */
export function AccessSection({ draft, set }: DraftProps) {
  return (
    <EditorSection title="Who can book, and how">
      <div className="flex flex-col items-start">
        <Switch isSelected={draft.phoneRequired} onChange={(phoneRequired) => set({ phoneRequired })}>
          Ask for a phone number
        </Switch>
        <Switch isSelected={draft.hidden} onChange={(hidden) => set({ hidden })}>
          Leave it off my public page; the link still works
        </Switch>
        <Switch
          isSelected={draft.requiresPrivateLink}
          onChange={(requiresPrivateLink) => set({ requiresPrivateLink })}
        >
          Bookable by private links only
        </Switch>
      </div>
    </EditorSection>
  );
}
