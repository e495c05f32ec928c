import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { formatDateParts } from "@/server/domain/templates/format-date-parts";
import { variableMeanings } from "@/server/domain/templates/variable-meanings";

export type TemplateVariable = RouterOutputs["workflow"]["templates"]["variables"][number];

export type VariableChoice = {
  /** What goes between the braces. */
  id: string;
  meaning: string;
  example: string;
};

const dateFormats = ["dddd, D MMMM", "D MMM", "YYYY-MM-DD"];
const timeFormats = ["HH:mm", "h:mm A"];
const order = Object.keys(variableMeanings);

/** The variables in the order of their meanings, answers last; dates and times also in usual formats. */
export function variableChoices(
  variables: readonly TemplateVariable[],
  exampleAt: Date,
  timeZone: string,
): VariableChoice[] {
  const placeOf = ({ name }: TemplateVariable) =>
    (order.indexOf(name) + order.length + 1) % (order.length + 1);
  return variables
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .flatMap((variable) => [
      {
        id: variable.name,
        meaning: variableMeanings[variable.name] ?? "Their answer to a question",
        example: variable.example.trim(),
      },
      ...formatted(variable, exampleAt, timeZone),
    ]);
}

function formatted({ name, takesFormat }: TemplateVariable, at: Date, timeZone: string): VariableChoice[] {
  if (!takesFormat) return [];
  const formats = name === "EVENT_DATE" ? dateFormats : timeFormats;
  return formats.map((format) => ({
    id: `${name}_${format}`,
    meaning: `${variableMeanings[name] ?? name}, written another way`,
    example: formatDateParts(at, format, timeZone, "en"),
  }));
}
