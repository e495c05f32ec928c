"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Card } from "@/app/_components/card";
import { RadioGroup } from "@/app/_components/radio-group";
import { TextArea } from "@/app/_components/text-area";
import { useTRPC } from "@/app/_lib/trpc";
import type { Booking } from "./bookable";
import { failureInWords } from "./failure-in-words";

const options = [
  { id: "5", label: "5 – very good" },
  { id: "4", label: "4 – good" },
  { id: "3", label: "3 – all right" },
  { id: "2", label: "2 – not so good" },
  { id: "1", label: "1 – not good at all" },
];

/** Asks whoever booked how the meeting was; what they said before can be changed. */
export function RatingForm({ booking }: { booking: Booking }) {
  const trpc = useTRPC();
  const [rating, setRating] = useState(String(booking.rating?.stars ?? ""));
  const [comment, setComment] = useState(booking.rating?.comment ?? "");
  const rate = useMutation(trpc.booking.rate.mutationOptions());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rating !== "" && !rate.isPending) rate.mutate({ uid: booking.uid, rating: Number(rating), comment });
  };
  return (
    <Card className="p-5 sm:p-8">
      <h1 className="text-2xl font-semibold tracking-tight">How was it?</h1>
      <p className="mt-1 text-muted">
        {booking.eventType.title} with {booking.host.name}
      </p>
      <form onSubmit={submit} className="mt-5 grid gap-5">
        <RadioGroup label="Your rating" options={options} value={rating} onChange={setRating} />
        <TextArea
          label={`Anything to tell ${booking.host.name}?`}
          value={comment}
          onChange={setComment}
          maxLength={1000}
        />
        <div role="status">
          {rate.isSuccess && <Banner tone="good">Thank you. {booking.host.name} can read it now.</Banner>}
        </div>
        {rate.isError && (
          <Banner tone="bad" urgent>
            {failureInWords(rate.error)}
          </Banner>
        )}
        <div>
          <Button type="submit" isPending={rate.isPending} isDisabled={rating === ""}>
            Send
          </Button>
        </div>
      </form>
    </Card>
  );
}
