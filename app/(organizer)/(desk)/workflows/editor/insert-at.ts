import type { RefObject } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts a variable where the cursor of a field is or was, and the cursor after it. */
export function insertAt(
  field: RefObject<Field | null>,
  variable: string,
  onChange: (text: string) => void,
): void {
  const element = field.current;
  if (!element) return;
  const start = element.selectionStart ?? element.value.length;
  const end = element.selectionEnd ?? start;
  const written = `{${variable}}`;
  onChange(element.value.slice(0, start) + written + element.value.slice(end));
  // The field shows the new text, and the menu has given the focus back, only after this.
  requestAnimationFrame(() => {
    element.focus();
    element.setSelectionRange(start + written.length, start + written.length);
  });
}
