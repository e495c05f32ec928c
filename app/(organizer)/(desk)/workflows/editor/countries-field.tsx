"use client";

import { getCountries } from "libphonenumber-js";
import { Button } from "@/app/_components/button";
import { ComboBox } from "@/app/_components/combo-box";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import { countryName } from "@/server/domain/workflows/describe-condition";

type CountriesFieldProps = {
  countries: readonly string[];
  onChange: (countries: string[]) => void;
  errorMessage?: string;
};

const options = getCountries()
  .map((id) => ({ id: String(id), label: countryName(id) }))
  .toSorted((a, b) => a.label.localeCompare(b.label, "en"));

/** Countries, each found by typing. */
export function CountriesField({ countries, onChange, errorMessage }: CountriesFieldProps) {
  return (
    <div className="flex flex-col gap-3">
      {countries.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {countries.map((code) => (
            <li
              key={code}
              className="inline-flex items-center rounded-full bg-accent-soft pl-3 text-accent-text"
            >
              {countryName(code)}
              <Button
                variant="quiet"
                size="small"
                className="rounded-full! px-2!"
                aria-label={`Remove ${countryName(code)}`}
                onPress={() => onChange(countries.filter((each) => each !== code))}
              >
                <CrossIcon className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        // Emptied for the next one as soon as one is chosen.
        key={countries.length}
        label={countries.length === 0 ? "Country" : "Another country"}
        options={options.filter(({ id }) => !countries.includes(id))}
        value={null}
        isRequired={countries.length === 0}
        onChange={(code) => onChange([...countries, code])}
        errorMessage={errorMessage}
      />
    </div>
  );
}
