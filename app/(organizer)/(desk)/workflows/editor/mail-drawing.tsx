"use client";

import { Initials } from "@/app/_components/initials";
import { useAccount } from "../../../_lib/account-context";

/** A mail as a mail program shows it. */
export function MailDrawing({ subject, body }: { subject: string; body: string }) {
  const { name } = useAccount();
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <div className="flex items-center gap-3 border-b border-line bg-sunken px-4 py-3">
        <Initials name={name} className="size-9" />
        <div className="min-w-0">
          <p className="truncate text-sm text-muted">{name}</p>
          <p className="font-semibold">{subject === "" ? "No subject yet" : subject}</p>
        </div>
      </div>
      <p className="min-h-32 px-4 py-3 text-sm whitespace-pre-wrap">
        {body === "" ? <span className="text-muted">Nothing to read yet</span> : body}
      </p>
    </div>
  );
}
