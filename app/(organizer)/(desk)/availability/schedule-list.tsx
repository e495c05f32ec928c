"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import { Card } from "@/app/_components/card";
import { EmptyState } from "@/app/_components/empty-state";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import { formErrors } from "@/app/_lib/form-error";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { useTRPC } from "@/app/_lib/trpc";
import type { ScheduleItem } from "./availability-view";
import { hoursPerWeek } from "./hours-in-words";

/** The organizer's schedules, and which of them new event types go by. */
export function ScheduleList({ initial }: { initial: ScheduleItem[] }) {
  const trpc = useTRPC();
  const schedules = useQuery({ ...trpc.schedule.list.queryOptions(), initialData: initial });
  const [note, setNote] = useState("");
  const makeDefault = useMutation(
    trpc.schedule.update.mutationOptions({
      onSuccess: ({ name }) => {
        setNote(`“${name}” is the default now.`);
        return schedules.refetch();
      },
    }),
  );
  if (schedules.data.length === 0) {
    return (
      <EmptyState title="No schedule">
        Without hours nobody can book you. Make a schedule, and your event types go by it.
      </EmptyState>
    );
  }
  return (
    <div>
      <ul className="flex flex-col gap-4">
        {schedules.data.map((schedule) => (
          <li key={schedule.id}>
            <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5">
              <ScheduleFacts schedule={schedule} />
              <div className="flex flex-wrap gap-2">
                <ButtonLink variant="secondary" size="small" href={`/availability/${schedule.id}`}>
                  Edit<span className="sr-only"> {schedule.name}</span>
                </ButtonLink>
                {!schedule.isDefault && (
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={`Make ${schedule.name} the default`}
                    isPending={makeDefault.isPending && makeDefault.variables.id === schedule.id}
                    onPress={() => makeDefault.mutate({ id: schedule.id, isDefault: true })}
                  >
                    Make default
                  </Button>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-2 text-sm text-good-text empty:hidden">
        {note}
      </p>
      <p role="alert" className="mt-2 text-sm font-medium text-bad-text empty:hidden">
        {makeDefault.isError && formErrors(makeDefault.error)[0]?.message}
      </p>
    </div>
  );
}

function ScheduleFacts({ schedule }: { schedule: ScheduleItem }) {
  const { id, name, timeZone, isDefault, eventTypeCount, weeklyHours, overrides } = schedule;
  const uses = eventTypeCount === 1 ? "1 event type" : `${eventTypeCount || "No"} event types`;
  return (
    <article className="min-w-0 flex-1 basis-64">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg tracking-tight">
        <TextLink href={`/availability/${id}`}>{name}</TextLink>
        {isDefault && <StatusBadge tone="accent">Default</StatusBadge>}
      </h2>
      <p className="text-sm text-muted">
        {hoursPerWeek(weeklyHours)} a week, {zonePlace(timeZone)} time · {uses}
        {overrides.length > 0 && ` · ${overrides.length} ${overrides.length === 1 ? "date" : "dates"} apart`}
      </p>
    </article>
  );
}
