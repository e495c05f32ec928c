"use client";

import { Button } from "@/app/_components/button";
import { SavedNote } from "./saved-note";

type SaveBarProps = {
  isDirty: boolean;
  isPending: boolean;
  isSaved: boolean;
  /** What keeps the form from being saved, in a sentence. */
  failure?: string;
  /** What the changes do, further along the page on small screens. */
  outcome?: { href: string; label: string };
  onDiscard: () => void;
};

/** The end of a long form, always in sight: whether there is something to save, and the ways to do it or not. */
export function SaveBar({ isDirty, isPending, isSaved, failure, outcome, onDiscard }: SaveBarProps) {
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3 shadow-raised md:bottom-4">
      <Button type="submit" isPending={isPending}>
        Save
      </Button>
      <Button variant="quiet" onPress={onDiscard} isDisabled={!isDirty || isPending}>
        Discard
      </Button>
      {outcome && (
        <a
          href={outcome.href}
          className="ml-auto rounded-sm text-sm font-medium text-accent-text underline lg:hidden"
        >
          {outcome.label}
        </a>
      )}
      {failure ? (
        <p role="alert" className="min-w-0 flex-1 basis-40 text-sm font-medium text-bad-text">
          {failure}
        </p>
      ) : (
        <>
          <SavedNote isShown={isSaved && !isDirty}>Saved</SavedNote>
          {isDirty && <p className="text-sm text-muted">Not saved yet</p>}
        </>
      )}
    </div>
  );
}
