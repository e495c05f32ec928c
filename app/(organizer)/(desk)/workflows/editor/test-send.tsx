"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { Select } from "@/app/_components/select";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { nameOfChannel } from "../../../_components/channel-name";
import { toneOfMessage } from "../../../_components/message-tone";
import { useAccount } from "../../../_lib/account-context";
import type { EditorFacts } from "./editor-facts";
import { useTestSend } from "./use-test-send";
import type { DraftStep } from "./workflow-draft";

type TestSendProps = {
  step: DraftStep;
  number: number;
  /** Of the workflow on record; null for a new one. */
  workflowId: number | null;
  bookingUid: string | undefined;
  recipients: EditorFacts["recipients"];
};

const accountAddress = 0;

/** Sends a step as it is now to its organizer, and tells how far it has come. */
export function TestSend({ step, number, workflowId, bookingUid, recipients }: TestSendProps) {
  const { email } = useAccount();
  const { channel } = actionRoutes[step.action];
  const kind = channel === "email" ? "email" : "phone";
  const known = recipients
    .filter((recipient) => recipient.kind === kind && recipient.verifiedAt !== null)
    .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn))
    .map(({ id, value }) => ({ id, label: value }));
  const options = kind === "email" ? [{ id: accountAddress, label: email }, ...known] : known;
  const [chosen, setChosen] = useState<number | null>(null);
  const to = options.find(({ id }) => id === chosen) ?? options[0];
  const test = useTestSend();
  if (!to) {
    return (
      <p className="mt-4 text-sm text-muted">
        To send yourself a test, <TextLink href="/settings">verify your number</TextLink> in your settings.
      </p>
    );
  }
  const { action, body, subject, contentSid, includeCalendarEvent } = step;
  const press = () =>
    test.send({
      step: { action, body, contentSid, includeCalendarEvent, subject: kind === "email" ? subject : null },
      stepNumber: number,
      workflowId,
      bookingUid,
      recipientId: to.id === accountAddress ? null : to.id,
    });
  return (
    <section aria-label={`Test of step ${number}`} className="mt-4 flex flex-col items-start gap-2">
      {options.length > 1 && (
        <Select
          label="Send a test to"
          options={options}
          value={to.id}
          onChange={setChosen}
          className="w-full"
        />
      )}
      <Button variant="secondary" size="small" isPending={test.isPending} onPress={press}>
        Send me this {nameOfChannel[channel]}
      </Button>
      {options.length === 1 && <p className="text-sm break-all text-muted">It goes to {to.label}.</p>}
      <div role="status" className="text-sm empty:hidden">
        {test.message && (
          <>
            <StatusBadge tone={toneOfMessage[test.message.tone]}>{test.message.headline}</StatusBadge>
            <p className="mt-1 break-words">
              {test.message.meaning} <TextLink href="/messages?list=sent">See your messages</TextLink>
            </p>
          </>
        )}
      </div>
      {test.failure && (
        <p role="alert" className="text-sm font-medium text-bad-text">
          {test.failure}
        </p>
      )}
    </section>
  );
}
