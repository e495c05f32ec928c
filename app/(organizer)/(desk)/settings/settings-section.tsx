import type { ReactNode } from "react";
import { Card } from "@/app/_components/card";

type SettingsSectionProps = {
  /** For links to it. */
  id?: string;
  title: string;
  description: ReactNode;
  children: ReactNode;
};

/** One subject of the settings, explained beside its form. */
export function SettingsSection({ id, title, description, children }: SettingsSectionProps) {
  return (
    <Card className="p-5 sm:p-6">
      <section
        id={id}
        aria-label={title}
        className="grid scroll-mt-6 gap-x-10 gap-y-5 lg:grid-cols-[15rem_1fr]"
      >
        <div>
          <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
          <p className="mt-1 text-sm text-muted">{description}</p>
        </div>
        <div className="min-w-0">{children}</div>
      </section>
    </Card>
  );
}
