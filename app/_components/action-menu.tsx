"use client";

import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "@/app/_lib/class-names";
import { Button } from "./button";
import type { ButtonSize } from "./button-style";
import { optionStyle, popoverStyle } from "./field-style";
import { ChevronIcon } from "./icons/chevron-icon";
import type { OptionId } from "./option-id";

type ActionMenuProps<Id extends OptionId> = {
  label: string;
  items: readonly { id: Id; label: string }[];
  onAction: (id: Id) => void;
  size?: ButtonSize;
};

/** A button that offers several things to do. */
export function ActionMenu<Id extends OptionId>({ label, items, onAction, size }: ActionMenuProps<Id>) {
  return (
    <MenuTrigger>
      <Button variant="secondary" size={size}>
        {label}
        <ChevronIcon direction="down" className="size-4" />
      </Button>
      <Popover className={classNames(popoverStyle, "min-w-(--trigger-width)")}>
        <Menu items={items} onAction={(key) => onAction(key as Id)} className="outline-none">
          {(item) => (
            <MenuItem id={item.id} textValue={item.label} className={optionStyle}>
              {item.label}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
