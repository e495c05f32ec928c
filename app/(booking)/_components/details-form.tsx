"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "react-aria-components/I18nProvider";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import { useTRPCClient } from "@/app/_lib/trpc";
import { useSingleFlight } from "@/app/_lib/use-single-flight";
import type { BookableEventType } from "./bookable";
import { type BookingDraft, discardDraft, emptyDraft, keepDraft, readDraft } from "./booking-draft";
import { type DraftErrors, draftErrors, missingInDraft } from "./booking-form-errors";
import { failureInWords } from "./failure-in-words";
import { HiddenField } from "./hidden-field";
import { PhoneField } from "./phone-field";
import type { PhoneHint } from "./phone-hint";
import { type RefusedTime, refusedTime } from "./refused-time";
import { submissionMemory } from "./submission-memory";
import { submitOnce } from "./submit-once";

type DetailsFormProps = {
  eventType: BookableEventType;
  /** What is to be booked. */
  wanted: Pick<RouterInputs["booking"]["create"], "eventType" | "startsAt" | "lengthMinutes">;
  timeZone: string;
  /** Whether the host has to agree first. */
  isRequest: boolean;
  phoneHint: PhoneHint;
  /** The name under which sending the form is remembered. */
  submission: string;
  /** The hold on the time, if there is one. */
  reservationUid: () => Promise<string | undefined>;
  onBooked: (uid: string) => void;
  onTimeRefused: (refused: RefusedTime) => void;
};

const fieldOrder = ["name", "email", "phoneNumber", "notes"] as const;

/** Asks who books, and books. */
export function DetailsForm(props: DetailsFormProps) {
  const { eventType, isRequest, phoneHint, onBooked, onTimeRefused } = props;
  const [draft, setDraft] = useState(emptyDraft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const form = useRef<HTMLFormElement>(null);
  const hidden = useRef<HTMLInputElement>(null);
  const booking = useBookingMutation(props);
  useEffect(() => setDraft(readDraft()), []);

  const change = (part: Partial<BookingDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(next);
    setErrors((shown) => ({
      ...shown,
      ...Object.fromEntries(Object.keys(part).map((at) => [at, undefined])),
    }));
  };
  const show = (found: DraftErrors) => {
    setErrors(found);
    const first = fieldOrder.find((at) => found[at]);
    if (first)
      form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea)`)?.focus();
  };
  const singly = useSingleFlight();
  const submit = async () => {
    const missing = missingInDraft(draft, { phone: eventType.phoneRequired });
    if (Object.keys(missing).length > 0) {
      show(missing);
      return "failed";
    }
    try {
      const { uid } = await booking.mutateAsync({ draft, leaveEmpty: takeHidden(hidden.current) });
      discardDraft();
      onBooked(uid);
      return "succeeded";
    } catch (error) {
      const refused = refusedTime(error);
      if (refused) onTimeRefused(refused);
      else show(draftErrors(formErrors(error), phoneHint.callingCode));
      return "failed";
    }
  };
  const isSaidAtField = Object.values(errors).some(Boolean);
  const failure = booking.isError && !isSaidAtField ? failureInWords(booking.error) : null;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void singly(submit);
      }}
      className="grid gap-5"
    >
      <HiddenField ref={hidden} />
      <DraftFields {...props} draft={draft} errors={errors} onChange={change} />
      {isRequest && (
        <p className="text-sm text-muted">
          {eventType.host.name} confirms each of these bookings. You’ll hear as soon as that is done.
        </p>
      )}
      {failure && (
        <Banner tone="bad" urgent>
          {failure}
        </Banner>
      )}
      <Button
        type="submit"
        isPending={booking.isPending || booking.isSuccess}
        className="w-full sm:w-auto sm:justify-self-start"
      >
        {isRequest ? "Request booking" : "Confirm booking"}
      </Button>
    </form>
  );
}

/** What is in the hidden field, which is empty from then on: a person whose browser filled it in can send again. */
function takeHidden(field: HTMLInputElement | null): string | undefined {
  const value = field?.value;
  if (field) field.value = "";
  return value || undefined;
}

type DraftFieldsProps = Pick<DetailsFormProps, "eventType" | "phoneHint"> & {
  draft: BookingDraft;
  errors: DraftErrors;
  onChange: (part: Partial<BookingDraft>) => void;
};

function DraftFields({ eventType, phoneHint, draft, errors, onChange }: DraftFieldsProps) {
  return (
    <>
      <div data-field="name">
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          isRequired
          value={draft.name}
          onChange={(name) => onChange({ name })}
          errorMessage={errors.name}
        />
      </div>
      <div data-field="email">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          isRequired
          value={draft.email}
          onChange={(email) => onChange({ email })}
          errorMessage={errors.email}
        />
      </div>
      <div data-field="phoneNumber">
        <PhoneField
          {...phoneHint}
          textsAttendee={eventType.textsAttendee}
          isRequired={eventType.phoneRequired}
          value={draft.phoneNumber}
          onChange={(phoneNumber) => onChange({ phoneNumber })}
          errorMessage={errors.phoneNumber}
        />
      </div>
      <div data-field="notes">
        <TextArea
          label={`Anything ${eventType.host.name} should know?`}
          name="notes"
          value={draft.notes}
          onChange={(notes) => onChange({ notes })}
          maxLength={2000}
          errorMessage={errors.notes}
        />
      </div>
    </>
  );
}

function useBookingMutation({ wanted, timeZone, submission, reservationUid }: DetailsFormProps) {
  const client = useTRPCClient();
  const { locale } = useLocale();
  return useMutation({
    mutationFn: async ({ draft, leaveEmpty }: { draft: BookingDraft; leaveEmpty?: string }) => {
      const phoneNumber = draft.phoneNumber.trim();
      const input = {
        ...wanted,
        attendee: {
          name: draft.name,
          email: draft.email.trim(),
          phoneNumber: phoneNumber === "" ? undefined : phoneNumber,
          timeZone,
          language: locale,
        },
        notes: draft.notes,
        reservationUid: await reservationUid(),
        leaveEmpty,
      };
      const memory = submissionMemory(submission);
      const { answer } = await submitOnce(memory, input, (sent, idempotencyKey) =>
        client.booking.create.mutate({ ...sent, idempotencyKey }),
      );
      return answer;
    },
  });
}
