import { StatusBadge } from "@/app/_components/status-badge";
import type { RouterOutputs } from "@/app/_lib/router-outputs";

/** What came back from a test call. */
export function CallAnswer({ report }: { report: RouterOutputs["webhook"]["testCall"] }) {
  const { isTaken, meaning, httpStatus, answer, isSigned } = report;
  const unanswered = isTaken ? "Taken" : "Not taken";
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge tone={isTaken ? "good" : "bad"}>
          {httpStatus === null ? unanswered : `Answered ${httpStatus}`}
        </StatusBadge>
        <span>
          {meaning} {isSigned ? "It was signed." : "It wasn’t signed."}
        </span>
      </p>
      {answer !== null && answer.trim() !== "" && (
        <p className="max-h-40 overflow-hidden rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap">
          {answer}
        </p>
      )}
    </div>
  );
}
