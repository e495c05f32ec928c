"use client";

import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";

export default function DeskError({ reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState
      headingLevel={1}
      title="This page couldn’t be shown"
      action={<Button onPress={reset}>Try again</Button>}
    >
      Your bookings and messages aren’t affected. The log of Punctual says what went wrong.
    </EmptyState>
  );
}
