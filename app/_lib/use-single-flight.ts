"use client";

import { useRef } from "react";

type Ending = "succeeded" | "failed";

/**
 * Runs what it is given unless the run before hasn't ended or has succeeded: the second of two quick clicks does
 * nothing.
 */
export function useSingleFlight(): (run: () => Promise<Ending>) => Promise<void> {
  const isUnderWay = useRef(false);
  return async (run) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    isUnderWay.current = (await run()) === "succeeded";
  };
}
