"use client";

import { Button } from "@/app/_components/button";
import { fieldErrorStyle } from "@/app/_components/field-style";
import type { TimedTrigger } from "@/server/domain/workflows/workflow";
import { MomentFields } from "./moment-fields";
import type { DraftProps, DraftTiming } from "./workflow-draft";

const mostMoments = 10;

/** The moments at which the steps are due, each the same steps over. */
export function MomentsFields({ draft, set, errorAt, trigger }: DraftProps & { trigger: TimedTrigger }) {
  const { timings } = draft;
  const replace = (index: number, timing: DraftTiming) =>
    set({ timings: timings.map((each, place) => (place === index ? timing : each)) });
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-4">
        {timings.map((timing, index) => (
          <li key={timing.key ?? `new-${index}`} className="flex flex-col gap-2">
            <MomentFields
              timing={timing}
              trigger={trigger}
              name={timings.length > 1 ? `Moment ${index + 1}` : "Moment"}
              onChange={(changed) => replace(index, changed)}
              onRemove={
                timings.length > 1
                  ? () => set({ timings: timings.filter((_, place) => place !== index) })
                  : undefined
              }
              errorAt={(part) => errorAt(`timings.${index}.${part}`)}
            />
            {errorAt(`timings.${index}`) && <p className={fieldErrorStyle}>{errorAt(`timings.${index}`)}</p>}
          </li>
        ))}
      </ul>
      {errorAt("timings") && <p className={fieldErrorStyle}>{errorAt("timings")}</p>}
      {timings.length < mostMoments && (
        <div>
          <Button
            variant="secondary"
            size="small"
            onPress={() => set({ timings: [...timings, { kind: "elapsed", amount: 1, unit: "hours" }] })}
          >
            Add another moment
          </Button>
        </div>
      )}
    </div>
  );
}
