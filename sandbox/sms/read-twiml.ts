const entities = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
]);

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    const codePoint = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null;
    return codePoint === null
      ? (entities.get(name) ?? whole)
      : String.fromCodePoint(Math.min(codePoint, 0x10_ff_ff));
  });
}

/** The texts that a TwiML answer asks to be sent back, in order. */
export function readTwimlMessages(twiml: string): string[] {
  return [...twiml.matchAll(/<Message\b[^>]*>([\s\S]*?)<\/Message>/g)]
    .map(([, content = ""]) => /<Body>([\s\S]*?)<\/Body>/.exec(content)?.[1] ?? content)
    .map((content) => unescapeXml(content.trim()))
    .filter((body) => body !== "");
}
