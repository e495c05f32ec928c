"use client";

import { Skeleton } from "@/app/_components/skeleton";
import { formErrors } from "@/app/_lib/form-error";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { CallDrawing } from "./call-drawing";
import { MailDrawing } from "./mail-drawing";
import { PhoneDrawing } from "./phone-drawing";
import type { StepPreviewAnswer } from "./use-step-preview";
import type { DraftStep } from "./workflow-draft";

/** A step as its recipient will see it. */
export function StepPreview({ step, preview }: { step: DraftStep; preview: StepPreviewAnswer }) {
  const { channel } = actionRoutes[step.action];
  const { data } = preview;
  const title = channel === "webhook" ? "What the receiver gets" : "What they will see";
  return (
    <figure className="min-w-0" aria-label={title}>
      <figcaption className="mb-2 text-sm font-medium">{title}</figcaption>
      {preview.isError && (
        <p role="alert" className="mb-2 text-sm text-bad-text">
          {formErrors(preview.error)[0]?.message}
        </p>
      )}
      {!data && <Skeleton className="h-72" />}
      {data && channel === "email" && <MailDrawing subject={data.subject ?? ""} body={data.body} />}
      {data && channel === "webhook" && <CallDrawing body={data.body} />}
      {data && isToPhone(channel) && <PhoneDrawing body={data.body} isWhatsApp={channel === "whatsapp"} />}
    </figure>
  );
}
