"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { ConfirmDialog } from "../../../_components/confirm-dialog";
import { EditorSection } from "../../../_components/editor-section";
import { useAccountTime } from "../../../_lib/account-context";
import { CreateLinkDialog } from "./create-link-dialog";

type PrivateLink = RouterOutputs["eventType"]["listPrivateLinks"][number];

/** The secret addresses of an event type, with the ways to make and end one; they take effect at once. */
export function PrivateLinks({ eventTypeId, initial }: { eventTypeId: number; initial: PrivateLink[] }) {
  const trpc = useTRPC();
  const links = useQuery({
    ...trpc.eventType.listPrivateLinks.queryOptions({ eventTypeId }),
    initialData: initial,
  });
  const [isCreating, setIsCreating] = useState(false);
  const [toRevoke, setToRevoke] = useState<PrivateLink | null>(null);
  const revoke = useMutation(
    trpc.eventType.revokePrivateLink.mutationOptions({
      onSuccess: () => {
        setToRevoke(null);
        return links.refetch();
      },
    }),
  );
  return (
    <EditorSection
      title="Private links"
      description="For people you choose: a secret address that works once or until a date."
    >
      {links.data.length === 0 ? (
        <p className="text-muted">There are no private links.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {links.data.map((link) => (
            <li key={link.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <LinkFacts link={link} />
              {link.state === "usable" && (
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={`Revoke the link ending in ${link.lastCharacters}`}
                  onPress={() => setToRevoke(link)}
                >
                  Revoke
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="secondary" onPress={() => setIsCreating(true)}>
          Create a private link
        </Button>
      </div>
      {isCreating && (
        <CreateLinkDialog
          eventTypeId={eventTypeId}
          onCreated={() => links.refetch()}
          onClose={() => setIsCreating(false)}
        />
      )}
      {toRevoke && (
        <ConfirmDialog
          title="Revoke this link?"
          action="Revoke the link"
          isPending={revoke.isPending}
          failure={revoke.isError ? formErrors(revoke.error)[0]?.message : undefined}
          onConfirm={() => revoke.mutate({ id: toRevoke.id })}
          onClose={() => {
            setToRevoke(null);
            revoke.reset();
          }}
        >
          <p>Nobody can book by it from now on. Meetings that were booked by it stay.</p>
        </ConfirmDialog>
      )}
    </EditorSection>
  );
}

const stateBadges = {
  usable: { words: "Works", tone: "good" },
  used: { words: "Used", tone: "neutral" },
  expired: { words: "Expired", tone: "neutral" },
  revoked: { words: "Revoked", tone: "bad" },
} as const;

function LinkFacts({ link }: { link: PrivateLink }) {
  const format = useAccountTime();
  const { words, tone } = stateBadges[link.state];
  const uses = link.useCount === 1 ? "used once" : `used ${link.useCount} times`;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 font-medium">
        {link.note || "No note"}
        <span className="font-mono text-sm font-normal text-muted">…{link.lastCharacters}</span>
        <StatusBadge tone={tone}>{words}</StatusBadge>
      </p>
      <p className="text-sm text-muted">
        {link.singleUse ? "For one booking" : `For any number of bookings, ${uses}`}
        {link.expiresAt && `, until ${format.fullDay(new Date(link.expiresAt))}`}
      </p>
    </div>
  );
}
