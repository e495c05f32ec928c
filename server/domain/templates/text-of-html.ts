const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
const invisible = /<!--[\s\S]*?-->|<(head|style|script|title)\b[\s\S]*?<\/\1\s*>/gi;
const link = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]*>([\s\S]*?)<\/a\s*>/gi;
const paragraphEdge = /<\/?(?:p|div|h[1-6]|ul|ol|table|blockquote|section|article|header|footer)\b[^>]*>/gi;

/**
 * The text that an HTML mail says: paragraphs, lines and items of lists on lines of their own, and links written out
 * behind their words. Variables stay as they are.
 */
export function textOfHtml(html: string): string {
  const text = html
    .replace(invisible, "")
    .replace(/\s+/g, " ")
    .replace(link, (_, double = "", single = "", bare = "", words: string) =>
      wordsWithLink(words, double || single || bare),
    )
    .replace(/ ?<br\b[^>]*> ?/gi, "\n")
    .replace(/ ?<\/tr\b[^>]*> ?/gi, "\n")
    .replace(/ ?<li\b[^>]*> ?/gi, "\n- ")
    .replace(paragraphEdge, "\n\n")
    .replace(/<[^>]*>/g, "");
  return withoutEntities(text)
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function wordsWithLink(words: string, address: string): string {
  const label = words.replace(/<[^>]*>/g, "").trim();
  return label === "" || label === address ? address : `${label}: ${address}`;
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
