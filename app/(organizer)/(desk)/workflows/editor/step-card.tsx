"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import { Select } from "@/app/_components/select";
import { mayFallBack } from "@/server/domain/workflows/fallback";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { actionRoutes, type StepAction } from "@/server/domain/workflows/workflow";
import { senderOfChannel } from "../../../_components/sender-words";
import { CallFields } from "./call-fields";
import type { EditorFacts } from "./editor-facts";
import { StepOptions } from "./step-options";
import { StepPreview } from "./step-preview";
import { StepText } from "./step-text";
import { actionOptions, actionWords } from "./step-words";
import { TestSend } from "./test-send";
import { useStepPreview } from "./use-step-preview";
import type { DraftStep, WorkflowDraft } from "./workflow-draft";

export type StepCardProps = {
  step: DraftStep;
  /** From 1. */
  number: number;
  draft: WorkflowDraft;
  facts: EditorFacts;
  /** Of the workflow on record; null for a new one. */
  workflowId: number | null;
  bookingUid: string | undefined;
  onChange: (step: DraftStep) => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: (() => void) | undefined;
  errorAt: (part: string) => string | undefined;
};

/** One step: what it does and says, beside what its recipient will see. */
export function StepCard(props: StepCardProps) {
  const { step, number, draft, facts, workflowId, bookingUid, onChange, onUp, onDown, onRemove, errorAt } =
    props;
  const preview = useStepPreview(step, bookingUid);
  return (
    <section aria-label={`Step ${number}`} className="rounded-lg border border-line p-4">
      <div className="mb-4 flex items-center gap-1">
        <h3 className="mr-auto font-semibold">
          {number}. {actionWords[step.action]}
        </h3>
        <MoveButton label={`Move step ${number} up`} onPress={onUp}>
          <ChevronIcon direction="up" className="size-4" />
        </MoveButton>
        <MoveButton label={`Move step ${number} down`} onPress={onDown}>
          <ChevronIcon direction="down" className="size-4" />
        </MoveButton>
        <MoveButton label={`Remove step ${number}`} onPress={onRemove}>
          <CrossIcon className="size-4" />
        </MoveButton>
      </div>
      <StoppedNote action={step.action} facts={props.facts} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Select
            label="Do"
            options={actionOptions}
            value={step.action}
            onChange={(action) => onChange(withAction(step, action))}
            errorMessage={errorAt("action")}
          />
          {step.action === "webhook" ? (
            <CallFields {...props} />
          ) : (
            <StepText {...props} conditions={draft.conditions} trigger={draft.trigger} preview={preview} />
          )}
          <StepOptions {...props} />
        </div>
        <div className="min-w-0 lg:sticky lg:top-8">
          <StepPreview step={step} preview={preview} />
          {actionRoutes[step.action].channel !== "webhook" && (
            <TestSend
              step={step}
              number={number}
              workflowId={workflowId}
              bookingUid={bookingUid}
              recipients={facts.recipients}
            />
          )}
        </div>
      </div>
    </section>
  );
}

/** Warns that what the step sends can't leave now, whatever is saved. */
function StoppedNote({ action, facts }: { action: StepAction; facts: EditorFacts }) {
  const sender = senderOfChannel(facts.senders, actionRoutes[action].channel);
  if (!sender || sender.state === "working") return null;
  return (
    <Banner tone="warn" className="mb-5" title={`${sender.headline}: this step would wait`}>
      {sender.meaning} {sender.remedy}{" "}
      <Link href="/settings#sending" className="rounded-sm font-medium underline underline-offset-3">
        See how sending stands
      </Link>
    </Banner>
  );
}

type MoveButtonProps = { label: string; onPress: (() => void) | undefined; children: ReactNode };

function MoveButton({ label, onPress, children }: MoveButtonProps) {
  if (!onPress) return null;
  return (
    <Button variant="quiet" size="small" aria-label={label} onPress={onPress} className="px-2.5!">
      {children}
    </Button>
  );
}

/** The step with another action, without what that one can't have. */
function withAction(step: DraftStep, action: StepAction): DraftStep {
  const { channel, to } = actionRoutes[action];
  const { webhookSecret: _, ...rest } = step;
  const before = actionRoutes[step.action];
  const keepsRecipient = to === "fixed" && isToPhone(channel) === isToPhone(before.channel);
  return {
    ...rest,
    action,
    body: channel === "webhook" ? "" : step.body,
    webhookUrl: null,
    isSigned: false,
    phoneRequired: step.phoneRequired && to === "attendee" && isToPhone(channel),
    includeCalendarEvent: step.includeCalendarEvent && channel === "email",
    verifiedRecipientId: keepsRecipient ? step.verifiedRecipientId : null,
    contentSid: channel === "whatsapp" ? step.contentSid : null,
    fallback: step.fallback && mayFallBack(action, step.fallback.kind) ? step.fallback : null,
  };
}
