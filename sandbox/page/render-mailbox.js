import { buildElement, linkAddresses } from "./build-element.js";
import { formatBrief, formatComplete } from "./format-time.js";

function formatBytes(byteLength) {
  if (byteLength < 1024) return `${byteLength} bytes`;
  const kilobytes = byteLength / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function renderAttachments(mail) {
  if (mail.attachments.length === 0) return null;
  return buildElement(
    "section",
    { class: "attachments", "aria-labelledby": "attachments-title" },
    buildElement("h3", { id: "attachments-title" }, "Attachments"),
    buildElement(
      "ul",
      {},
      mail.attachments.map((attachment) =>
        buildElement(
          "li",
          {},
          buildElement(
            "a",
            { href: `/mail/messages/${mail.id}/attachments/${attachment.index}`, download: "" },
            attachment.filename,
          ),
          buildElement("span", {}, ` ${attachment.contentType}, ${formatBytes(attachment.byteLength)}`),
        ),
      ),
    ),
  );
}

function renderBody(mail) {
  const plain = buildElement(
    "pre",
    { class: "plain", tabindex: "0", "aria-label": "Plain text" },
    linkAddresses(mail.text),
  );
  if (!mail.hasHtml) return [plain];
  const frame = buildElement("iframe", {
    class: "html",
    title: `The mail “${mail.subject}”`,
    src: `/mail/messages/${mail.id}/html`,
    sandbox: "allow-popups allow-popups-to-escape-sandbox",
    referrerpolicy: "no-referrer",
  });
  if (mail.text === "") return [frame];
  return [frame, buildElement("details", {}, buildElement("summary", {}, "Plain text of this mail"), plain)];
}

function renderMail(mail, mailboxHash) {
  const createdAt = new Date(mail.createdAt);
  const fact = (name, value) => [buildElement("dt", {}, name), buildElement("dd", {}, value)];
  return buildElement(
    "article",
    { class: "mail", "data-id": mail.id },
    buildElement("a", { class: "back", href: mailboxHash }, "All mails of this address"),
    buildElement("h2", { tabindex: "-1" }, mail.subject || "(no subject)"),
    buildElement(
      "dl",
      {},
      fact("From", mail.from),
      fact("To", mail.to),
      fact("Received", buildElement("time", { datetime: mail.createdAt }, formatComplete(createdAt))),
    ),
    renderAttachments(mail),
    renderBody(mail),
  );
}

function renderMailEntry(mail, mailboxHash, current) {
  const createdAt = new Date(mail.createdAt);
  return buildElement(
    "li",
    {},
    buildElement(
      "a",
      { class: "entry", href: `${mailboxHash}&id=${mail.id}`, "aria-current": current ? "true" : null },
      buildElement("span", { class: "entry-name" }, mail.subject || "(no subject)"),
      buildElement(
        "time",
        { datetime: mail.createdAt, title: formatComplete(createdAt) },
        formatBrief(createdAt),
      ),
      buildElement("span", { class: "entry-excerpt" }, mail.excerpt || mail.from),
    ),
  );
}

/** A mailbox with its mails; a mail that is being read isn't drawn again while new ones arrive. */
export function createMailboxView() {
  const title = buildElement("h2", { tabindex: "-1" });
  const count = buildElement("p", { class: "sub" });
  const list = buildElement("ul", { class: "entries" });
  const reader = buildElement("div", { class: "reader" });
  const element = buildElement(
    "section",
    { class: "mailbox" },
    buildElement(
      "div",
      { class: "mails" },
      buildElement(
        "div",
        { class: "pane-head" },
        buildElement("a", { class: "back", href: "#" }, "All phones and mailboxes"),
        title,
        count,
      ),
      list,
    ),
    reader,
  );
  const update = (mailbox, mail, chosenId) => {
    const hash = `#mail=${encodeURIComponent(mailbox.mailbox)}`;
    const total = mailbox.mails.length + mailbox.earlierCount;
    title.textContent = mailbox.mailbox;
    count.textContent = total === 1 ? "1 mail" : `${total} mails`;
    const focused = document.activeElement?.closest?.(".mails .entry")?.getAttribute("href");
    list.replaceChildren(
      ...mailbox.mails.map((entry) => renderMailEntry(entry, hash, entry.id === mail?.id)),
    );
    if (focused) list.querySelector(`.entry[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    element.classList.toggle("reading", chosenId !== null);
    if (!mail) reader.replaceChildren(buildElement("p", { class: "none" }, "No mail yet."));
    else if (reader.firstElementChild?.dataset.id !== mail.id) reader.replaceChildren(renderMail(mail, hash));
  };
  return { element, title, update };
}
