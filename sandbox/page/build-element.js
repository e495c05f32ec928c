/**
 * An element with attributes and children; strings become text, never markup. Attributes that are null, false or
 * undefined are left out; one that is a function is an event's listener.
 */
export function buildElement(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const addresses = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]]/g;

/** The text with its web addresses as links that open beside this page. */
export function linkAddresses(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(addresses)) {
    parts.push(text.slice(end, match.index));
    parts.push(buildElement("a", { href: match[0], target: "_blank", rel: "noopener noreferrer" }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
