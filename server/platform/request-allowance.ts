/** What is left of a limit after a request was counted. */
export type RequestAllowance = {
  limit: number;
  remaining: number;
  /** Until the count begins anew, at least 1. */
  resetSeconds: number;
  isExceeded: boolean;
};
