import type { Metadata } from "next";
import { ButtonLink } from "@/app/_components/button-link";
import { Card } from "@/app/_components/card";
import { EmptyState } from "@/app/_components/empty-state";
import { PageHeading } from "@/app/_components/page-heading";
import { StatusBadge } from "@/app/_components/status-badge";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { serverCaller } from "@/app/_lib/server-caller";
import { CopyButton } from "../../_components/copy-button";
import { requireOrganizer } from "../../_lib/require-organizer";

export const metadata: Metadata = { title: "Event types" };

export default async function EventTypesPage() {
  await requireOrganizer("/event-types");
  const eventTypes = await (await serverCaller()).eventType.list();
  return (
    <>
      <PageHeading title="Event types" description="The kinds of meeting that people can book with you." />
      {eventTypes.length === 0 ? (
        <EmptyState title="No event types">There is nothing that people could book with you.</EmptyState>
      ) : (
        <ul className="mt-6 flex flex-col gap-4">
          {eventTypes.map((eventType) => (
            <li key={eventType.id}>
              <EventTypeCard eventType={eventType} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function EventTypeCard({ eventType }: { eventType: RouterOutputs["eventType"]["list"][number] }) {
  const { title, description, lengthMinutes, phoneRequired, hidden, publicUrl } = eventType;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5">
      <article className="min-w-0 flex-1 basis-64">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg font-semibold tracking-tight">
          {title}
          {hidden && <StatusBadge>Hidden</StatusBadge>}
        </h2>
        <p className="text-sm text-muted">
          {lengthMinutes} minutes · phone number {phoneRequired ? "required" : "optional"}
        </p>
        {description && <p className="mt-1">{description}</p>}
        <p className="mt-1 text-sm break-all text-muted">{publicUrl.replace(/^https?:\/\//, "")}</p>
      </article>
      <div className="flex gap-2">
        <ButtonLink variant="secondary" size="small" href={publicUrl} external>
          Open<span className="sr-only"> {title}</span>
        </ButtonLink>
        <CopyButton text={publicUrl} label="Copy link" what={`of ${title}`} />
      </div>
    </Card>
  );
}
