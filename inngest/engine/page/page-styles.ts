/** The page's style sheet. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2024, #e8eaed);
  --soft: light-dark(#555d66, #a9b1ba);
  --line: light-dark(#d5dae0, #3a424b);
  --paper: light-dark(#ffffff, #14171a);
  --raised: light-dark(#f5f6f8, #1d2125);
  --link: light-dark(#0b57a4, #8ec1ff);
  --good: light-dark(#12663a, #7ddba5);
  --bad: light-dark(#a4262c, #ff9a9f);
  --busy: light-dark(#7a4b00, #f3c56b);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
header, main { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; gap: 0.75rem; align-items: baseline; padding-top: 1rem; }
header a { font-weight: 700; }
header p { margin: 0; color: var(--soft); }
main { padding-bottom: 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
a { color: var(--link); }
ul.rows, ol.rows { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.rows:not(:has(li)) { display: none; }
.rows > li { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
.rows p, .rows pre { margin: 0.25rem 0 0; }
.meta { color: var(--soft); font-size: 0.875rem; }
.error { color: var(--bad); }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; }
pre {
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.75rem;
  overflow: auto;
  max-height: 24rem;
  font-size: 0.8125rem;
  white-space: pre-wrap;
}
.badge { font-size: 0.8125rem; font-weight: 600; }
.badge.completed, .badge.served { color: var(--good); }
.badge.failed, .badge.refused { color: var(--bad); }
.badge.running, .badge.waiting { color: var(--busy); }
.badge.cancelled, .badge.removed { color: var(--soft); }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; margin: 0; }
form[method="get"] { margin-bottom: 1rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1rem 0; }
label { display: grid; gap: 0.25rem; font-size: 0.875rem; color: var(--soft); max-width: 100%; }
select, button {
  font: inherit;
  color: var(--ink);
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.5rem 0.75rem;
  min-height: 2.75rem;
  max-width: 100%;
}
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;
