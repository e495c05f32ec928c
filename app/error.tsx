"use client";

import { Button } from "./_components/button";
import { EmptyState } from "./_components/empty-state";
import { PageMessage } from "./_components/page-message";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <PageMessage>
      <EmptyState
        headingLevel={1}
        title="Something went wrong"
        action={<Button onPress={reset}>Try again</Button>}
      >
        The page couldn’t be shown. Nothing you booked is lost.
      </EmptyState>
    </PageMessage>
  );
}
