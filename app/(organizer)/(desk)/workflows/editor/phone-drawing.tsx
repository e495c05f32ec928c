"use client";

import { classNames } from "@/app/_lib/class-names";
import { useAccount } from "../../../_lib/account-context";

/** A phone that shows a text. */
export function PhoneDrawing({ body, isWhatsApp }: { body: string; isWhatsApp: boolean }) {
  const { name } = useAccount();
  return (
    <div className="mx-auto w-full max-w-68 rounded-[2.25rem] border-8 border-line-strong bg-canvas p-3 shadow-raised">
      <div aria-hidden="true" className="mx-auto mb-3 h-4 w-20 rounded-full bg-line-strong" />
      <p className="mb-3 text-center text-xs text-muted">
        {isWhatsApp ? "WhatsApp" : "Text message"}
        {isWhatsApp && <span className="block">{name}</span>}
      </p>
      <div className="min-h-44">
        <p
          className={classNames(
            "w-fit max-w-full rounded-lg rounded-bl-sm px-3 py-2 text-sm whitespace-pre-wrap",
            body === "" ? "text-muted" : "bg-accent-soft text-ink",
          )}
        >
          {body === "" ? "Nothing to read yet" : body}
        </p>
      </div>
      <div aria-hidden="true" className="mx-auto mt-3 h-1 w-24 rounded-full bg-line-strong" />
    </div>
  );
}
