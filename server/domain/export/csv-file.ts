/** The characters with which spreadsheets take a cell for a formula. OWASP, "CSV Injection". */
const startsFormula = /^[=+\-@\t\r\n]/;

/**
 * A table as a file that spreadsheets open as it is: UTF-8 with a mark of it in front, the header first. What a
 * spreadsheet would take for a formula has an apostrophe in front; a cell that is null is empty.
 * @see RFC 4180
 */
export function csvFile(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | null): string {
  const text = value === null ? "" : startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
