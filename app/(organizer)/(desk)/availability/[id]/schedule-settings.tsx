"use client";

import { Switch } from "@/app/_components/switch";
import { TextField } from "@/app/_components/text-field";
import { EditorSection } from "../../../_components/editor-section";
import { ZoneField } from "../../../_components/zone-field";
import type { ScheduleProps } from "./schedule-draft";

/** What a schedule is called, by which clocks it goes, and whether it is the default. */
export function ScheduleSettings(props: ScheduleProps & { isSavedDefault: boolean }) {
  const { draft, set, errorAt, isSavedDefault } = props;
  return (
    <EditorSection title="Schedule">
      <TextField
        label="Name"
        isRequired
        maxLength={100}
        value={draft.name}
        onChange={(name) => set({ name })}
        errorMessage={errorAt("name")}
      />
      <ZoneField
        timeZone={draft.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        description="The clocks by which these hours are meant."
        errorMessage={errorAt("timeZone")}
      />
      {isSavedDefault ? (
        <p className="text-sm text-muted">This is the default: new event types go by it.</p>
      ) : (
        <div>
          <Switch isSelected={draft.isDefault} onChange={(isDefault) => set({ isDefault })}>
            Make it the default, which new event types go by
          </Switch>
        </div>
      )}
    </EditorSection>
  );
}
