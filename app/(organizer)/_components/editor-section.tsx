import type { ReactNode } from "react";
import { Card } from "@/app/_components/card";

type EditorSectionProps = { title: string; description?: string; children: ReactNode };

/** One subject of a long form. */
export function EditorSection({ title, description, children }: EditorSectionProps) {
  return (
    <Card className="p-5 sm:p-6">
      <section aria-label={title}>
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        {description && <p className="mt-1 text-sm text-muted">{description}</p>}
        <div className="mt-5 flex flex-col gap-5">{children}</div>
      </section>
    </Card>
  );
}
