import { refreshAccount } from "./account-switch.js";
import { createMailboxView } from "./render-mailbox.js";
import { renderOverview, renderWelcome } from "./render-overview.js";
import { createPhoneView } from "./render-phone.js";

const content = document.getElementById("content");
const frame = document.getElementById("frame");
const live = document.getElementById("live");
const query = document.getElementById("query");

/** How many things of each phone and mailbox have been looked at, to mark what is new since. */
const seenCounts = new Map();
let firstOverview = true;
let view = null;
let viewKey = "";

function readSelection() {
  const parameters = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  return { phone: parameters.get("phone"), mailbox: parameters.get("mail"), mailId: parameters.get("id") };
}

async function fetchJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function isSelected(key) {
  const { phone, mailbox } = readSelection();
  return key === phone || key === mailbox;
}

function isFresh(entry) {
  if (isSelected(entry.key)) seenCounts.set(entry.key, entry.count);
  return (seenCounts.get(entry.key) ?? 0) < entry.count;
}

async function refreshOverview() {
  const overview = await fetchJson(`/page/overview?q=${encodeURIComponent(query.value)}`);
  if (firstOverview) {
    for (const entry of [...overview.phones, ...overview.mailboxes]) seenCounts.set(entry.key, entry.count);
    firstOverview = false;
  }
  renderOverview(overview, { selection: readSelection(), query: query.value.trim(), isFresh });
  const { phone, mailbox } = readSelection();
  if (phone === null && mailbox === null) {
    const isEmpty = query.value.trim() === "" && overview.phoneCount + overview.mailboxCount === 0;
    show(
      "welcome",
      () => ({ element: renderWelcome(isEmpty), isEmpty }),
      (shown) => shown.isEmpty !== isEmpty,
    );
  }
}

/** Puts a view up, unless it is up already. */
function show(key, create, isOutdated = () => false) {
  if (viewKey !== key || isOutdated(view)) {
    view = create();
    viewKey = key;
    content.replaceChildren(view.element);
  }
  return view;
}

async function sendReply(phone, body) {
  const response = await fetch("/sms/inbound", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: phone, body }),
  }).catch(() => null);
  if (response?.ok) return null;
  const answer = await response?.json().catch(() => null);
  return answer?.error ?? "The sandbox didn't answer. Is Punctual still running?";
}

async function refreshSelection() {
  const { phone, mailbox, mailId } = readSelection();
  if (phone !== null) {
    const conversation = await fetchJson(`/page/phone?number=${encodeURIComponent(phone)}`);
    if (readSelection().phone !== phone) return;
    show(`phone ${phone}`, () => createPhoneView((body) => sendReply(phone, body))).update(conversation);
  } else if (mailbox !== null) {
    const found = await fetchJson(`/page/mailbox?address=${encodeURIComponent(mailbox)}`);
    const id = mailId ?? found.mails[0]?.id;
    const mail = id ? await fetchJson(`/page/mail?id=${encodeURIComponent(id)}`).catch(() => null) : null;
    if (readSelection().mailbox !== mailbox || readSelection().mailId !== mailId) return;
    show(`mail ${mailbox}`, createMailboxView).update(found, mail, mailId);
  }
  document.title = phone ?? mailbox ?? "Phones and mail";
}

/** On a narrow screen the list and the conversation take turns, and the focus follows. */
async function followHash(event) {
  const { phone, mailbox, mailId } = readSelection();
  frame.classList.toggle("chosen", phone !== null || mailbox !== null);
  document.title = phone ?? mailbox ?? "Phones and mail";
  await Promise.all([refreshSelection(), refreshOverview()]);
  if (!event || !matchMedia("(max-width: 719px)").matches) return;
  const left = new URL(event.oldURL).hash.split("&")[0];
  if (phone === null && mailbox === null)
    document.querySelector(`.side [href="${CSS.escape(left)}"]`)?.focus();
  else (mailId === null ? view?.title : content.querySelector(".mail h2"))?.focus();
}

function listen() {
  const source = new EventSource("/live");
  source.addEventListener("open", () => {
    live.textContent = "Live";
    live.classList.add("on");
    refresh(["*"]);
  });
  source.addEventListener("error", () => {
    live.textContent = "Reconnecting…";
    live.classList.remove("on");
  });
  source.addEventListener("message", (event) => refresh(JSON.parse(event.data).changed));
}

let refreshing = Promise.resolve();
function refresh(changed) {
  if (changed.includes("*") || changed.includes("accounts")) refreshAccount().catch(() => undefined);
  const concerned = changed.includes("*") || changed.some(isSelected);
  refreshing = refreshing
    .then(() => Promise.all([refreshOverview(), concerned ? refreshSelection() : null]))
    .catch(() => undefined);
}

document.getElementById("find").addEventListener("submit", (event) => event.preventDefault());
query.addEventListener("input", () => refresh([]));
addEventListener("hashchange", (event) => followHash(event).catch(() => undefined));
followHash().catch(() => undefined);
listen();
