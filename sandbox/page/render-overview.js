import { buildElement } from "./build-element.js";
import { formatBrief, formatComplete } from "./format-time.js";

function renderEntry(entry, options) {
  const { hash, current, fresh, noun } = options;
  const lastAt = new Date(entry.lastAt);
  return buildElement(
    "li",
    {},
    buildElement(
      "a",
      { class: "entry", href: hash, "aria-current": current ? "true" : null },
      buildElement(
        "span",
        { class: "entry-name" },
        entry.key,
        fresh
          ? buildElement("span", { class: "dot" }, buildElement("span", { class: "hidden" }, " (new)"))
          : null,
      ),
      buildElement("time", { datetime: entry.lastAt, title: formatComplete(lastAt) }, formatBrief(lastAt)),
      buildElement("span", { class: "entry-excerpt" }, entry.excerpt || "(empty)"),
      buildElement("span", { class: "hidden" }, `, ${entry.count} ${noun}${entry.count === 1 ? "" : "s"}`),
    ),
  );
}

/** So many are shown at first, or the mailboxes would begin far below the phones. */
const briefCount = 6;
const unfolded = new Set();

function renderUnfold(container, list, total) {
  const unfold = () => {
    unfolded.add(container.id);
    const firstHidden = list.querySelector("li[hidden] a");
    for (const item of list.children) item.hidden = false;
    button.remove();
    firstHidden?.focus();
  };
  const button = buildElement(
    "button",
    { class: "unfold", type: "button", click: unfold },
    `Show all ${total} ${container.id}`,
  );
  return button;
}

function renderList(container, entries, total, emptyText, optionsOf) {
  if (entries.length === 0) {
    container.replaceChildren(buildElement("p", { class: "none" }, emptyText));
    return;
  }
  const items = entries.map((entry) => renderEntry(entry, optionsOf(entry)));
  const list = buildElement("ul", { class: "entries" }, items);
  container.replaceChildren(list);
  if (!unfolded.has(container.id) && entries.length > briefCount + 1) {
    items.forEach((item, index) => {
      item.hidden = index >= briefCount && !optionsOf(entries[index]).current;
    });
    container.append(renderUnfold(container, list, total));
  } else if (total > entries.length) {
    container.append(
      buildElement("p", { class: "none" }, `${total - entries.length} more: search to find them.`),
    );
  }
}

/** Redraws, and gives the focus back to what had it. */
function keepFocus(redraw) {
  const { activeElement } = document;
  const href = activeElement?.closest(".side .entry")?.getAttribute("href");
  const unfold = activeElement?.closest(".unfold")?.parentElement.id;
  redraw();
  const again = href ? `.side .entry[href="${CSS.escape(href)}"]` : unfold ? `#${unfold} .unfold` : null;
  if (again) document.querySelector(again)?.focus({ preventScroll: true });
}

/** Fills both lists. */
export function renderOverview(overview, state) {
  const searching = state.query !== "";
  const optionsFor = (name, chosen, noun) => (entry) => ({
    hash: `#${name}=${encodeURIComponent(entry.key)}`,
    current: chosen === entry.key,
    fresh: state.isFresh(entry),
    noun,
  });
  keepFocus(() => {
    renderList(
      document.getElementById("phones"),
      overview.phones,
      overview.phoneCount,
      searching ? "No phone matches." : "No texts yet.",
      optionsFor("phone", state.selection.phone, "text"),
    );
    renderList(
      document.getElementById("mailboxes"),
      overview.mailboxes,
      overview.mailboxCount,
      searching ? "No mailbox matches." : "No mail yet.",
      optionsFor("mail", state.selection.mailbox, "mail"),
    );
  });
}

/** What is shown before anything is chosen. */
export function renderWelcome(isEmpty) {
  return buildElement(
    "div",
    { class: "welcome" },
    buildElement("h2", {}, isEmpty ? "No phone has rung yet" : "Choose a phone or a mailbox"),
    buildElement(
      "p",
      {},
      "Every text and e-mail that Punctual sends arrives here, on imaginary phones and in imaginary mailboxes. " +
        "Nothing leaves this machine, whatever number or address is used.",
    ),
    isEmpty
      ? buildElement("p", {}, "Book a time with a phone number or an address, and it appears by itself.")
      : buildElement("p", {}, "You can answer a text as the person who holds the phone."),
  );
}
