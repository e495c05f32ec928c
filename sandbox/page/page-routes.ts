import { readFileSync } from "node:fs";
import { answerJson, type HttpAnswer, RequestFault } from "../http/http-answer";
import type { Route } from "../http/route";
import { normalizePhone } from "../sms/normalize-phone";
import { mailboxOf } from "../store/sandbox-state";
import type { SandboxStore } from "../store/sandbox-store";
import type { LiveUpdates } from "./live-updates";
import { readConversation, readMail, readMailbox, summarizeState } from "./overview";

const contentTypes: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const assets = [
  "page.css",
  "entries.css",
  "phone.css",
  "mailbox.css",
  "accounts.css",
  "main.js",
  "account-switch.js",
  "build-element.js",
  "format-time.js",
  "render-overview.js",
  "render-phone.js",
  "render-mailbox.js",
];

function serveFile(name: string): () => HttpAnswer {
  const body = readFileSync(new URL(name, import.meta.url));
  const headers = {
    "content-type": contentTypes[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "content-security-policy": pagePolicy,
  };
  return () => ({ kind: "answer", status: 200, headers, body });
}

/** The phones page and what it reads. */
export function pageRoutes(store: SandboxStore, live: LiveUpdates): Route[] {
  const read = (pattern: RegExp, handle: (query: URLSearchParams) => HttpAnswer): Route => ({
    method: "GET",
    pattern,
    handle: ({ url }) => handle(url.searchParams),
  });
  return [
    { method: "GET", pattern: /^\/$/, handle: serveFile("index.html") },
    ...assets.map<Route>((name) => ({
      method: "GET",
      pattern: new RegExp(`^/page/${name.replace(".", "\\.")}$`),
      handle: serveFile(name),
    })),
    read(/^\/page\/overview$/, (query) => answerJson(200, summarizeState(store.state, query.get("q") ?? ""))),
    read(/^\/page\/phone$/, (query) =>
      answerJson(200, readConversation(store.state, normalizePhone(query.get("number") ?? ""))),
    ),
    read(/^\/page\/mailbox$/, (query) =>
      answerJson(200, readMailbox(store.state, mailboxOf(query.get("address") ?? ""))),
    ),
    read(/^\/page\/mail$/, (query) => {
      const mail = readMail(store.state, query.get("id") ?? "");
      if (!mail) throw new RequestFault(404, "There is no such mail.");
      return answerJson(200, mail);
    }),
    { method: "GET", pattern: /^\/live$/, stream: (_request, response) => live.add(response) },
  ];
}
