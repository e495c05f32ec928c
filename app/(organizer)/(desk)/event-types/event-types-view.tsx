"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { CreateEventTypeDialog } from "./create-event-type-dialog";
import { EventTypeCard } from "./event-type-card";

export type EventType = RouterOutputs["eventType"]["list"][number];

export function EventTypesView({ eventTypes }: { eventTypes: EventType[] }) {
  const [isCreating, setIsCreating] = useState(false);
  return (
    <>
      <PageHeading
        title="Event types"
        description="The kinds of meeting that people can book with you."
        actions={<Button onPress={() => setIsCreating(true)}>New event type</Button>}
      />
      {eventTypes.length === 0 ? (
        <EmptyState title="No event types">
          Say what kind of meeting people can book and how long it takes, and you get a link to share.
        </EmptyState>
      ) : (
        <ul className="mt-6 flex flex-col gap-4">
          {eventTypes.map((eventType) => (
            <li key={eventType.id}>
              <EventTypeCard eventType={eventType} />
            </li>
          ))}
        </ul>
      )}
      {isCreating && <CreateEventTypeDialog onClose={() => setIsCreating(false)} />}
    </>
  );
}
