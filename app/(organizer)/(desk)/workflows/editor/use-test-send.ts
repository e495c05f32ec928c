"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useRef } from "react";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import { useTRPC } from "@/app/_lib/trpc";
import { pollInterval } from "../../../_lib/poll-interval";

type Test = Omit<RouterInputs["workflow"]["testSend"], "idempotencyKey">;

/** A step that is sent to whoever writes it, and what becomes of it. */
export function useTestSend() {
  const trpc = useTRPC();
  const id = useId();
  // A press that got no answer is repeated as the same, so that it can't arrive twice.
  const unanswered = useRef<{ of: string; key: string } | null>(null);
  const send = useMutation(
    trpc.workflow.testSend.mutationOptions({
      onSuccess: () => {
        unanswered.current = null;
      },
    }),
  );
  const sent = send.data?.answer;
  const message = useQuery({
    ...trpc.message.get.queryOptions({ id: sent?.id ?? "" }),
    enabled: sent !== undefined,
    refetchInterval: ({ state }) => (state.data?.isMoving === false ? false : pollInterval(true)),
  });
  return {
    send: (test: Test) => {
      const of = JSON.stringify(test);
      if (unanswered.current?.of !== of) {
        unanswered.current = { of, key: crypto.randomUUID?.() ?? `${Date.now()}${id}` };
      }
      send.mutate({ ...test, idempotencyKey: unanswered.current.key });
    },
    isPending: send.isPending,
    failure: send.isError ? formErrors(send.error)[0]?.message : undefined,
    /** Where it goes, once it is on its way. */
    recipient: send.isPending ? undefined : sent?.recipient,
    message: send.isPending || send.isError ? undefined : message.data,
  };
}
