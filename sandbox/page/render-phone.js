import { buildElement, linkAddresses } from "./build-element.js";
import { formatComplete, formatDay, formatTime } from "./format-time.js";

function describeState(text) {
  if (text.mine) return text.taken ? "Taken by Punctual" : "Not taken yet";
  const code = text.errorCode ? `, error ${text.errorCode}` : "";
  switch (text.status) {
    case "delivered":
      return "Delivered";
    case "sent":
      return "Sent, not confirmed";
    case "undelivered":
      return `Never arrived: undelivered${code}`;
    case "failed":
      return `Never arrived: failed${code}`;
    case "canceled":
      return "Cancelled";
    default:
      return "On its way";
  }
}

function describeWay(text) {
  const provider = text.provider === "http" ? "HTTP provider" : "Twilio";
  return text.channel === "whatsapp" ? `WhatsApp by ${provider}` : provider;
}

function renderBubble(text) {
  const createdAt = new Date(text.createdAt);
  const lost = text.status === "undelivered" || text.status === "failed";
  return buildElement(
    "li",
    { class: `bubble-row${text.mine ? " mine" : ""}${lost ? " lost" : ""}` },
    buildElement("span", { class: "hidden" }, text.mine ? "You wrote: " : `From ${text.from}: `),
    buildElement("p", { class: "bubble" }, linkAddresses(text.body)),
    buildElement(
      "p",
      { class: "bubble-note" },
      buildElement(
        "time",
        { datetime: text.createdAt, title: formatComplete(createdAt) },
        formatTime(createdAt),
      ),
      " · ",
      `${describeWay(text)} · `,
      describeState(text),
    ),
  );
}

function renderTexts(texts) {
  const items = [];
  let day = "";
  let sender = null;
  for (const text of texts) {
    const textDay = formatDay(new Date(text.createdAt));
    if (textDay !== day) items.push(buildElement("li", { class: "day" }, textDay));
    day = textDay;
    if (!text.mine && sender !== null && text.from !== sender) {
      items.push(buildElement("li", { class: "day" }, `Now from ${text.from}`));
    }
    if (!text.mine) sender = text.from;
    items.push(renderBubble(text));
  }
  return items;
}

function renderReplyForm(onReply) {
  const input = buildElement("textarea", {
    id: "reply",
    rows: "1",
    maxlength: "1600",
    placeholder: "Answer",
    autocomplete: "off",
  });
  const fault = buildElement("p", { class: "fault", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    const body = input.value.trim();
    if (body === "") return;
    fault.textContent = (await onReply(body)) ?? "";
    if (fault.textContent === "") input.value = "";
    input.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    input.form.requestSubmit();
  });
  return buildElement(
    "form",
    { class: "reply", submit },
    buildElement("label", { class: "hidden", for: "reply" }, "Answer as this phone"),
    input,
    buildElement("button", { type: "submit" }, "Send"),
    fault,
  );
}

/** A phone with its conversation; the handle's `update` redraws the texts and leaves the reply alone. */
export function createPhoneView(onReply) {
  const title = buildElement("h2", { tabindex: "-1" });
  const withWhom = buildElement("p", { class: "sub" });
  const earlier = buildElement("p", { class: "none" });
  const list = buildElement("ol", { class: "bubbles" });
  const scroller = buildElement("div", { class: "screen", role: "log", tabindex: "0" }, earlier, list);
  const optedOut = buildElement("p", { class: "opted-out", hidden: true });
  const element = buildElement(
    "section",
    { class: "phone" },
    buildElement(
      "div",
      { class: "pane-head" },
      buildElement("a", { class: "back", href: "#" }, "All phones and mailboxes"),
      title,
      withWhom,
    ),
    scroller,
    optedOut,
    renderReplyForm(onReply),
  );
  let shownCount = -1;
  const update = (conversation) => {
    title.textContent = conversation.phone;
    withWhom.textContent = conversation.sender ? `Texts with ${conversation.sender}` : "No texts yet";
    scroller.setAttribute("aria-label", `Conversation of ${conversation.phone}`);
    earlier.textContent =
      conversation.earlierCount > 0 ? `${conversation.earlierCount} earlier texts aren't shown.` : "";
    optedOut.hidden = !conversation.optedOut;
    optedOut.textContent = "This phone has opted out. Answer START to receive texts again.";
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    list.replaceChildren(...renderTexts(conversation.texts));
    if (shownCount < 0 || (atEnd && conversation.texts.length > shownCount))
      scroller.scrollTop = scroller.scrollHeight;
    shownCount = conversation.texts.length;
  };
  return { element, title, update };
}
