const linkPattern = /https?:\/\/[^\s<>"]+/g;

/** The HTML form of a plain-text e-mail: paragraphs, line breaks and links, with everything else escaped. */
export function htmlMail(text: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 16px">${linkify(paragraph).replace(/\n/g, "<br>")}</p>`)
    .join("\n");
  return `<!doctype html>
<html><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1f2328;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${paragraphs}
</div>
</body></html>`;
}

function linkify(text: string): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(linkPattern)) {
    const url = escapeHtml(match[0]);
    html += `${escapeHtml(text.slice(end, match.index))}<a href="${url}">${url}</a>`;
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
