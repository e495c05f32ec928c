import type { ReactNode } from "react";

type EmptyStateProps = { title: string; headingLevel?: 1 | 2 | 3; action?: ReactNode; children?: ReactNode };

/** What is said where there is nothing to show, and what to do about it. */
export function EmptyState({ title, headingLevel = 2, action, children }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-10 text-center">
      <Heading className="text-xl font-semibold tracking-tight">{title}</Heading>
      {children && <p className="mt-2 text-muted">{children}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
