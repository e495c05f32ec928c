import type { Html } from "../page/html";

export type Reply = { status: number; headers: Record<string, string>; body: string };

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

export function pageReply(status: number, page: Html): Reply {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": pagePolicy,
    "referrer-policy": "same-origin",
  };
  return { status, headers, body: page.text };
}

export function styleReply(styles: string): Reply {
  return { status: 200, headers: { "content-type": "text/css; charset=utf-8" }, body: styles };
}

export function redirectReply(location: string): Reply {
  return { status: 303, headers: { location }, body: "" };
}
