"use client";

import { Select } from "@/app/_components/select";
import { Switch } from "@/app/_components/switch";
import { TextField } from "@/app/_components/text-field";
import { TextLink } from "@/app/_components/text-link";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { FallbackFields } from "./fallback-fields";
import type { StepCardProps } from "./step-card";

type StepOptionsProps = Pick<
  StepCardProps,
  "step" | "onChange" | "errorAt" | "facts" | "draft" | "bookingUid"
>;

/** What else a step of its kind can say. */
export function StepOptions(props: StepOptionsProps) {
  const { step, onChange, errorAt } = props;
  const { channel, to } = actionRoutes[step.action];
  return (
    <>
      {to === "fixed" && <RecipientField {...props} kind={channel === "email" ? "email" : "phone"} />}
      {channel === "whatsapp" && (
        <TextField
          label="Content template"
          description="WhatsApp takes only templates that are approved at Twilio. Its id begins with HX."
          isRequired
          autoComplete="off"
          value={step.contentSid ?? ""}
          onChange={(text) => onChange({ ...step, contentSid: text.trim() === "" ? null : text.trim() })}
          errorMessage={errorAt("contentSid")}
        />
      )}
      {to === "attendee" && isToPhone(channel) && (
        <div>
          <Switch
            isSelected={step.phoneRequired}
            onChange={(phoneRequired) => onChange({ ...step, phoneRequired })}
          >
            Nobody can book without a phone number
          </Switch>
        </div>
      )}
      {channel === "email" && (
        <div>
          <Switch
            isSelected={step.includeCalendarEvent}
            onChange={(includeCalendarEvent) => onChange({ ...step, includeCalendarEvent })}
          >
            Attach the meeting for calendars
          </Switch>
        </div>
      )}
      <FallbackFields {...props} />
    </>
  );
}

/** Whom a step with a fixed recipient writes to: what has been verified in the settings. */
function RecipientField({
  step,
  onChange,
  errorAt,
  facts,
  kind,
}: StepOptionsProps & { kind: "phone" | "email" }) {
  const options = facts.recipients
    .filter((recipient) => recipient.kind === kind && recipient.verifiedAt !== null)
    .map(({ id, value }) => ({ id, label: value }));
  const noun = kind === "phone" ? "number" : "address";
  return (
    <div className="flex flex-col gap-2">
      {options.length > 0 && (
        <Select
          label={kind === "phone" ? "Number" : "Address"}
          options={options}
          value={step.verifiedRecipientId}
          placeholder="Choose one"
          onChange={(verifiedRecipientId) => onChange({ ...step, verifiedRecipientId })}
          errorMessage={errorAt("verifiedRecipientId")}
        />
      )}
      <p className="text-sm text-muted">
        {options.length === 0 && `You haven’t verified ${kind === "phone" ? "a number" : "an address"} yet. `}
        <TextLink href="/settings">Verify {options.length > 0 ? `another ${noun}` : `the ${noun}`}</TextLink>{" "}
        in your settings.
      </p>
      {options.length === 0 && errorAt("verifiedRecipientId") && (
        <p className="text-sm font-medium text-bad-text">{errorAt("verifiedRecipientId")}</p>
      )}
    </div>
  );
}
