import { type Html, html } from "./html";

/** A whole page; `title` is text. */
export function pageLayout(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Punctual runs</title>
<link rel="stylesheet" href="/engine.css">
</head>
<body>
<header><a href="/">Punctual runs</a><p>the embedded engine</p></header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

/** An instant, in UTC; "never" shows for none. */
export function instant(at: Date | null, none = "never"): Html {
  if (!at) return html`${none}`;
  const text = at.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 19).replace("T", " ")} UTC</time>`;
}

/** JSON, for reading. */
export function jsonBlock(label: string, value: unknown): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}">${JSON.stringify(value, null, 2)}</pre>`;
}

export function statusBadge(status: string): Html {
  return html`<span class="badge ${status}">${status}</span>`;
}

/** A button that acts: a form of its own, since only a POST changes anything. */
export function actionButton(action: string, label: string): Html {
  return html`<form method="post" action="${action}"><button>${label}</button></form>`;
}
