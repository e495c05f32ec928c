"use client";

import { useMemo, useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { SearchField } from "react-aria-components/SearchField";
import { Button } from "@/app/_components/button";
import { inputStyle, optionStyle, popoverStyle } from "@/app/_components/field-style";
import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { classNames } from "@/app/_lib/class-names";
import { useAccountTime, useClock } from "../../../_lib/account-context";
import { type TemplateVariable, variableChoices } from "./variable-choices";

type VariableMenuProps = {
  label: string;
  variables: readonly TemplateVariable[];
  onChoose: (name: string) => void;
};

const hourMs = 3_600_000;

/** All that can stand in a text, found by typing, each with what it would be. */
export function VariableMenu({ label, variables, onChoose }: VariableMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { timeZone } = useAccountTime();
  const now = useClock(hourMs);
  const choices = useMemo(() => variableChoices(variables, now, timeZone), [variables, now, timeZone]);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button variant="secondary" size="small">
        {label}
        <ChevronIcon direction="down" className="size-4" />
      </Button>
      <Popover
        placement="bottom start"
        className={classNames(popoverStyle, "w-88 max-w-[calc(100vw-1.5rem)] p-2")}
      >
        <Dialog aria-label={label} className="outline-none">
          <Autocomplete filter={contains}>
            <SearchField aria-label="Search the variables" autoFocus className="mb-2">
              <Input placeholder="Name, date, link …" className={inputStyle} />
            </SearchField>
            <Menu
              aria-label="Variables"
              items={choices}
              className="max-h-64 overflow-auto outline-none"
              onAction={(name) => {
                setIsOpen(false);
                onChoose(String(name));
              }}
              renderEmptyState={() => <p className="px-3 py-2 text-sm text-muted">Nothing fits.</p>}
            >
              {({ id, meaning, example }) => (
                <MenuItem
                  id={id}
                  textValue={`${meaning} ${id}`}
                  className={classNames(optionStyle, "flex-col items-start! gap-0!")}
                >
                  <span>{meaning}</span>
                  <span className="w-full truncate font-mono text-xs text-muted">{`{${id}}`}</span>
                  {example && <span className="w-full truncate text-sm text-muted">{example}</span>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function contains(text: string, typed: string): boolean {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}
