"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/_lib/trpc";
import { type HeldTime, heldTime, type Reservations } from "./held-time";
import { keptHold, type TimeWish } from "./kept-hold";
import { submissionMemory } from "./submission-memory";

type HeldTimeOptions = {
  /** The form that books it. */
  submission: string;
  /** Told what failed while the time is wanted. */
  onFailed: (error: unknown) => void;
};

const signsOfLife = ["input", "keydown", "pointerdown", "visibilitychange"];

/**
 * Holds a time as long as it is wanted: for longer while the form is being filled in, and not beyond leaving the
 * page. Says until when, null while that isn't known.
 */
export function useHeldTime(wish: TimeWish, { submission, onFailed }: HeldTimeOptions) {
  const reservations = useReservations();
  const forgetSlots = useForgetSlots();
  const [until, setUntil] = useState<Date | null>(null);
  const current = useRef<HeldTime | null>(null);
  const tellFailure = useEffectEvent(onFailed);
  const wishText = JSON.stringify(wish);

  useEffect(() => {
    const held = heldTime(JSON.parse(wishText), {
      reservations,
      kept: keptHold,
      mayBeBooked: () => submissionMemory(submission).sentInput() !== null,
      onHeld: setUntil,
      onFailed: (error) => tellFailure(error),
      nowMs: () => Date.now(),
    });
    current.current = held;
    void held.keep();
    const stopWatching = watchReader(held);
    return () => {
      stopWatching();
      setUntil(null);
      void held.letGo().then((isReleased) => isReleased && forgetSlots());
    };
  }, [wishText, submission, reservations, forgetSlots]);

  return {
    until,
    uid: async () => current.current?.uid(),
    handOver: () => current.current?.handOver(),
  };
}

function watchReader(held: HeldTime): () => void {
  const renew = () => {
    if (document.visibilityState === "visible") held.renew();
  };
  const letGo = () => void held.letGo();
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) void held.keep();
  };
  for (const sign of signsOfLife) document.addEventListener(sign, renew);
  window.addEventListener("pagehide", letGo);
  window.addEventListener("pageshow", comeBack);
  return () => {
    for (const sign of signsOfLife) document.removeEventListener(sign, renew);
    window.removeEventListener("pagehide", letGo);
    window.removeEventListener("pageshow", comeBack);
  };
}

function useReservations(): Reservations {
  const client = useTRPCClient();
  const [reservations] = useState<Reservations>(() => ({
    create: async (wish) => (await client.reservation.create.mutate(wish)).answer,
    extend: (uid) => client.reservation.update.mutate({ uid }),
    release: (uid) =>
      fetch("/api/trpc/reservation.delete", {
        method: "POST",
        keepalive: true,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ uid }),
      }),
  }));
  return reservations;
}

function useForgetSlots(): () => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [forgetSlots] = useState(
    () => () => void queryClient.invalidateQueries({ queryKey: trpc.slots.pathKey() }),
  );
  return forgetSlots;
}
