import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlOfText } from "./html-of-text";
import { readyTexts } from "./ready-texts";
import { textOfHtml } from "./text-of-html";

describe("the text of HTML", () => {
  test.each([
    ["plain words", "plain words"],
    ["<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"],
    ["<div><h1>Hi {ATTENDEE}</h1>\n  <p>See\n you</p></div>", "Hi {ATTENDEE}\n\nSee you"],
    ["<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"],
    ['<a href="{RESCHEDULE_URL}">Move it</a>', "Move it: {RESCHEDULE_URL}"],
    ["<a class='x' href='https://example.org'>https://example.org</a>", "https://example.org"],
    ['<a href="https://example.org"><b></b></a>', "https://example.org"],
    ["Fish &amp; chips &lt;5&#8364; &#x1F600;&nbsp;&unknown;", "Fish & chips <5€ 😀 &unknown;"],
    ["<style>p{color:red}</style><!-- x --><script>alert(1)</script>Hi", "Hi"],
    ["<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"],
    ["{EVENT_DATE_ddd, MMM D, YYYY h:mma}", "{EVENT_DATE_ddd, MMM D, YYYY h:mma}"],
  ])("%s", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test("of a text is that text", () => {
    for (const { bodies } of readyTexts) {
      for (const body of Object.values(bodies)) expect(textOfHtml(htmlOfText(body))).toBe(body);
    }
    const paragraph = fc.stringMatching(/^[a-z<>&;{}_]{1,8}( [a-z<>&"']{1,8})?(\n[a-z<&]{1,5})?$/);
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const text = paragraphs.join("\n\n");
        expect(textOfHtml(htmlOfText(text))).toBe(text);
      }),
    );
  });
});
