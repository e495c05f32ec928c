"use client";

import { useState } from "react";
import { formErrors } from "@/app/_lib/form-error";
import { useFocusOnFault } from "./use-focus-on-fault";

/**
 * What is wrong with a long form: what its own rules find, told from the first attempt to save it on, and what the
 * server refused.
 */
export function useFormFaults(faults: ReadonlyMap<string, string>, serverError: unknown) {
  const [attempts, setAttempts] = useState(0);
  const told = attempts > 0 ? faults : new Map<string, string>();
  const refused = serverError ? formErrors(serverError) : [];
  const form = useFocusOnFault(serverError || attempts);
  return {
    form,
    errorAt: (field: string) =>
      told.get(field) ?? refused.find((failure) => failure.field === field)?.message,
    /** What keeps the form from being saved, in a sentence. */
    failure: told.size > 0 ? fieldsInWords(told.size) : refused[0]?.message,
    /** Whether the form can be sent; tells what is wrong when it can't. */
    check: () => {
      setAttempts(faults.size > 0 ? attempts + 1 : 0);
      return faults.size === 0;
    },
    forgive: () => setAttempts(0),
  };
}

function fieldsInWords(count: number): string {
  return count === 1 ? "One field needs a look." : `${count} fields need a look.`;
}
