"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime } from "../../_lib/account-context";
import { CreateKeyDialog } from "./create-key-dialog";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import { scopeChoices } from "./scope-choices";

export type ApiKey = RouterOutputs["account"]["apiKeys"][number];

/** The organizer's keys, with the ways to make and end one. */
export function ApiKeys({ initial }: { initial: ApiKey[] }) {
  const trpc = useTRPC();
  const keys = useQuery({ ...trpc.account.apiKeys.queryOptions(), initialData: initial });
  const [isCreating, setIsCreating] = useState(false);
  const [toRevoke, setToRevoke] = useState<ApiKey | null>(null);
  const [note, setNote] = useState("");
  return (
    <div>
      {keys.data.length === 0 ? (
        <p className="text-muted">You have no keys.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {keys.data.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <KeyFacts apiKey={key} />
              <Button
                variant="secondary"
                size="small"
                onPress={() => setToRevoke(key)}
                aria-label={`Revoke ${key.name}`}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button className="mt-4" variant="secondary" onPress={() => setIsCreating(true)}>
        Create a key
      </Button>
      <p role="status" className="mt-2 text-sm text-good-text">
        {note}
      </p>
      {isCreating && (
        <CreateKeyDialog onCreated={() => keys.refetch()} onClose={() => setIsCreating(false)} />
      )}
      {toRevoke && (
        <RevokeKeyDialog
          apiKey={toRevoke}
          onRevoked={() => {
            setNote(`The key “${toRevoke.name}” no longer works.`);
            return keys.refetch();
          }}
          onClose={() => setToRevoke(null)}
        />
      )}
    </div>
  );
}

function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const format = useAccountTime();
  const day = (iso: string) => format.fullDay(new Date(iso));
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 font-medium">
        {apiKey.name}
        <span className="font-mono text-sm font-normal text-muted">cal_…{apiKey.lastCharacters}</span>
        {apiKey.isExpired && <StatusBadge tone="bad">Expired</StatusBadge>}
      </p>
      <p className="text-sm text-muted">
        {scopeChoices.find(({ id }) => id === apiKey.scope)?.label}
        {". "}
        {apiKey.lastUsedAt ? `Last used ${day(apiKey.lastUsedAt)}` : "Never used"}
        {apiKey.expiresAt && `, ${apiKey.isExpired ? "expired" : "expires"} ${day(apiKey.expiresAt)}`}
      </p>
    </div>
  );
}
