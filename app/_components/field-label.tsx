"use client";

import { Label } from "react-aria-components/Label";
import { labelStyle } from "./field-style";

/** The name of a field. What is optional says so; required is the rule and goes without a mark. */
export function FieldLabel({ children, isOptional = false }: { children: string; isOptional?: boolean }) {
  return (
    <Label className={labelStyle}>
      {children}
      {isOptional && <span className="font-normal text-muted"> (optional)</span>}
    </Label>
  );
}
