const maxCharacters = 40;

/** A name for links made of a person's own: "Zoë van der Berg" becomes "zoe-van-der-berg". */
export function suggestUsername(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, maxCharacters)
    .replace(/^-+|-+$/g, "");
}
