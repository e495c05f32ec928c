"use client";

import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import { CopyButton } from "../../../_components/copy-button";
import { EditorSection } from "../../../_components/editor-section";
import type { DraftProps } from "./event-type-draft";

type BasicsSectionProps = DraftProps & { savedSlug: string; baseUrl: string };

/** What the meeting is called, where it is, and its address. */
export function BasicsSection({ draft, set, errorAt, savedSlug, baseUrl }: BasicsSectionProps) {
  const { title, slug, description, location } = draft;
  return (
    <EditorSection title="Basics">
      <TextField
        label="Title"
        isRequired
        maxLength={120}
        value={title}
        onChange={(text) => set({ title: text })}
        errorMessage={errorAt("title")}
      />
      <div className="flex flex-col gap-2">
        <TextField
          label="Link"
          isRequired
          maxLength={100}
          autoComplete="off"
          value={slug}
          onChange={(text) => set({ slug: text })}
          errorMessage={errorAt("slug")}
        />
        <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
          <span className="min-w-0 break-all text-muted">
            {baseUrl}
            {slug}
          </span>
          <CopyButton text={baseUrl + savedSlug} label="Copy link" what="of this event type" />
        </p>
        {slug !== savedSlug && (
          <p className="text-sm text-warn-text">The present link, /{savedSlug}, ends when you save.</p>
        )}
      </div>
      <TextArea
        label="Description"
        description="Shown beside the calendar."
        maxLength={2000}
        value={description}
        onChange={(text) => set({ description: text })}
        errorMessage={errorAt("description")}
      />
      <TextField
        label="Location"
        description="A place, a phone call, or the link of your video room."
        maxLength={500}
        value={location}
        onChange={(text) => set({ location: text })}
        errorMessage={errorAt("location")}
      />
    </EditorSection>
  );
}
