"use client";

import { Skeleton } from "@/app/_components/skeleton";
import { formErrors } from "@/app/_lib/form-error";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { MailDrawing } from "./mail-drawing";
import { PhoneDrawing } from "./phone-drawing";
import type { StepPreviewAnswer } from "./use-step-preview";
import type { DraftStep } from "./workflow-draft";

/** A step as its recipient will see it. */
export function StepPreview({ step, preview }: { step: DraftStep; preview: StepPreviewAnswer }) {
  const { channel } = actionRoutes[step.action];
  const { data } = preview;
  return (
    <figure className="min-w-0 lg:sticky lg:top-8" aria-label="What they will see">
      <figcaption className="mb-2 text-sm font-medium">What they will see</figcaption>
      {preview.isError && (
        <p role="alert" className="mb-2 text-sm text-bad-text">
          {formErrors(preview.error)[0]?.message}
        </p>
      )}
      {!data && <Skeleton className="h-72" />}
      {data && channel === "email" && <MailDrawing subject={data.subject ?? ""} body={data.body} />}
      {data && channel !== "email" && <PhoneDrawing body={data.body} isWhatsApp={channel === "whatsapp"} />}
    </figure>
  );
}
