import { expect, test } from "vitest";
import { html } from "./html";

test("values are escaped, and markup isn't escaped again", () => {
  const inner = html`<b>${"a & b"}</b>`;
  expect(html`<p title="${'"><script>'}">${inner}</p>`.text).toBe(
    '<p title="&#34;&#62;&#60;script&#62;"><b>a &#38; b</b></p>',
  );
});

test("lists are joined, and nothing shows for empty values, but zero does", () => {
  expect(html`${[1, 2]}${null}${undefined}${false}${0}`.text).toBe("120");
});
