"use client";

import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";

type QuestionFieldProps = {
  question: string;
  onChange: (question: string) => void;
  /** Those that bookings have answered. */
  known: string[];
  errorMessage: string | undefined;
  className?: string;
};

const mostSuggested = 6;

/** The question of a booking form, by its name; those that bookings have answered are offered. */
export function QuestionField({ question, onChange, known, errorMessage, className }: QuestionFieldProps) {
  const others = known.filter((each) => each !== question).slice(0, mostSuggested);
  return (
    <div className={className}>
      <TextField
        label="Question"
        description="Its name, as bookings carry it."
        isRequired
        maxLength={200}
        value={question}
        onChange={onChange}
        errorMessage={errorMessage}
      />
      {others.length > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-1 text-sm text-muted">
          Answered lately:
          {others.map((each) => (
            <Button key={each} variant="quiet" size="small" onPress={() => onChange(each)}>
              {each}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
