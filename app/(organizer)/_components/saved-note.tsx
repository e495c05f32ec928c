import { CheckIcon } from "@/app/_components/icons/check-icon";

/** Says beside a button that what was entered is kept. */
export function SavedNote({ isShown, children }: { isShown: boolean; children: string }) {
  return (
    <p role="status" className="inline-flex items-center gap-1.5 text-sm font-medium text-good-text">
      {isShown && (
        <>
          <CheckIcon className="size-4" />
          {children}
        </>
      )}
    </p>
  );
}
