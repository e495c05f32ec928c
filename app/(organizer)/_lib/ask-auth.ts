"use client";

import { type AuthError, authFailure } from "./auth-failure";

type FetchOptions = { onError: (context: { response: Response }) => void };
type AuthAnswer = { error: AuthError | null };

/**
 * Makes a request of the sign-in library; answers with what to tell the reader when it was refused, else null.
 * `request` passes the options on to the library.
 */
export async function askAuth(
  request: (fetchOptions: FetchOptions) => Promise<AuthAnswer>,
): Promise<{ message: string; code: string | null } | null> {
  let retryAfterSeconds: number | null = null;
  const onError: FetchOptions["onError"] = ({ response }) => {
    const header = response.headers.get("x-retry-after");
    retryAfterSeconds = header ? Number(header) : null;
  };
  try {
    const { error } = await request({ onError });
    return error && { message: authFailure(error, retryAfterSeconds), code: error.code ?? null };
  } catch {
    return { message: authFailure({ status: 0 }, null), code: null };
  }
}
