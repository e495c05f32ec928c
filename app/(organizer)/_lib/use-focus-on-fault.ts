"use client";

import { type RefObject, useEffect, useRef } from "react";

/** For a form: moves the focus to its first field at fault whenever there is a new failure. */
export function useFocusOnFault(failure: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);
  return form;
}
