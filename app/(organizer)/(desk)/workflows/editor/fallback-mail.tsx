"use client";

import { useRef } from "react";
import { Skeleton } from "@/app/_components/skeleton";
import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import { type StepFallback, usualSubject } from "@/server/domain/workflows/fallback";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { insertAt } from "./insert-at";
import { MailDrawing } from "./mail-drawing";
import type { StepCardProps } from "./step-card";
import { UnknownVariables } from "./unknown-variables-note";
import { type StepPreviewAnswer, useStepPreview } from "./use-step-preview";
import { VariableMenu } from "./variable-menu";

type MailFallback = Extract<StepFallback, { kind: "email" }>;

type FallbackMailProps = Pick<StepCardProps, "step" | "errorAt" | "facts" | "draft" | "bookingUid"> & {
  fallback: MailFallback;
  onChange: (fallback: MailFallback) => void;
};

const orNull = (text: string) => (text === "" ? null : text);

/** The words of a mail that follows a text, and what its recipient will see. */
export function FallbackMail(props: FallbackMailProps) {
  const { step, fallback, onChange, errorAt, facts, draft, bookingUid } = props;
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const mail = {
    action: actionRoutes[step.action].to === "host" ? ("email_host" as const) : ("email_attendee" as const),
    subject: fallback.subject ?? usualSubject,
    body: fallback.body ?? step.body,
  };
  const preview = useStepPreview(mail, bookingUid);
  const putSubject = (text: string) => onChange({ ...fallback, subject: orNull(text) });
  const putBody = (text: string) => onChange({ ...fallback, body: orNull(text) });
  const { variables } = facts.templates;
  return (
    <>
      <div className="flex flex-col items-start gap-2">
        <TextField
          label="Subject of the e-mail"
          description="Left empty, it names the meeting and its time."
          maxLength={200}
          inputRef={subject}
          value={fallback.subject ?? ""}
          onChange={putSubject}
          errorMessage={errorAt("fallback.subject")}
          className="w-full"
        />
        <VariableMenu
          label="Insert into its subject"
          variables={variables}
          onChoose={(name) => insertAt(subject, name, putSubject)}
        />
      </div>
      <div className="flex flex-col items-start gap-2">
        <TextArea
          label="E-mail"
          description="Left empty, it says what the text says."
          rows={4}
          inputRef={body}
          value={fallback.body ?? ""}
          onChange={putBody}
          errorMessage={errorAt("fallback.body")}
          className="w-full"
        />
        <UnknownVariables
          text={{ subject: fallback.subject, body: fallback.body ?? "" }}
          onChange={(text) => onChange({ ...fallback, subject: text.subject, body: orNull(text.body) })}
          preview={preview}
          conditions={draft.conditions}
        />
        <VariableMenu
          label="Insert into the e-mail"
          variables={variables}
          onChoose={(name) => insertAt(body, name, putBody)}
        />
      </div>
      <FallbackPreview preview={preview} />
    </>
  );
}

function FallbackPreview({ preview }: { preview: StepPreviewAnswer }) {
  const { data, isError, error } = preview;
  const title = "The e-mail they will see";
  return (
    <figure className="min-w-0" aria-label={title}>
      <figcaption className="mb-2 text-sm font-medium">{title}</figcaption>
      {isError && (
        <p role="alert" className="mb-2 text-sm text-bad-text">
          {formErrors(error)[0]?.message}
        </p>
      )}
      {data ? <MailDrawing subject={data.subject ?? ""} body={data.body} /> : <Skeleton className="h-52" />}
    </figure>
  );
}
