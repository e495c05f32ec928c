import { formErrors } from "@/app/_lib/form-error";

/** Why a call failed, as a code, or null where none is known. */
export function reasonOf(error: unknown): string | null {
  return formErrors(error)[0]?.reason ?? null;
}
