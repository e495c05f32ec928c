import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLogger } from "@/server/platform/logger";
import type { TextRecord } from "./records";
import { defaultStoreLimits, SandboxStore } from "./sandbox-store";

const logger = createLogger({ level: "silent", name: "test" });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function createText(number: number): TextRecord {
  return {
    sid: `SM${number}`,
    direction: "outbound-api",
    to: number % 2 === 0 ? "+14155550100" : "+14155550101",
    from: "+15005550006",
    body: `text ${number}`,
    createdAt: "2026-11-24T10:00:00.000Z",
    updatedAt: "2026-11-24T10:00:00.000Z",
    status: "queued",
    course: { finalStatus: "delivered", callback: "normal" },
    requestsDone: 0,
  };
}

it("every kind of thing is there again after reopening", () => {
  const store = SandboxStore.open(folder, defaultStoreLimits, logger);
  const fault = { id: "f", remaining: 3, httpStatus: 500 };
  const request = {
    at: "",
    to: "+14155550101",
    from: "",
    body: "",
    httpStatus: 500,
    code: 20500,
    statusCallback: null,
  };
  const mail = {
    id: "ML1",
    recipients: ["Ada@example.com"],
    from: "",
    subject: "Hi",
    text: "",
    html: "",
    messageId: "",
    attachments: [],
    createdAt: "",
  };
  store.record({ type: "sms_fault_added", fault });
  store.record({ type: "request_refused", request, faultId: "f" });
  store.record({ type: "text_added", text: createText(1) });
  store.record({ type: "text_progressed", sid: "SM1", status: "undelivered", errorCode: 30005, at: "later" });
  store.record({ type: "requests_done", sid: "SM1", count: 2 });
  store.record({ type: "text_redacted", sid: "SM1", at: "later" });
  store.record({ type: "opted_out", phone: "+1", sender: "+2" });
  store.record({ type: "opted_out", phone: "+3", sender: "+2" });
  store.record({ type: "opted_in", phone: "+3", sender: "+2" });
  store.record({ type: "mail_added", mail });
  store.close();

  const { state } = SandboxStore.open(folder, defaultStoreLimits, logger);
  expect(state.smsFaults).toEqual([{ ...fault, remaining: 2 }]);
  expect(state.requestsByPhone.get("+14155550101")).toEqual([request]);
  expect(state.textsBySid.get("SM1")).toMatchObject({
    status: "undelivered",
    errorCode: 30005,
    requestsDone: 2,
    redacted: true,
  });
  expect([state.isOptedOut("+1", "+2"), state.isOptedOut("+3", "+2")]).toEqual([true, false]);
  expect(state.mailsByMailbox.get("ada@example.com")).toEqual([mail]);
});

it("a reset empties memory and file", () => {
  const store = SandboxStore.open(folder, defaultStoreLimits, logger);
  store.record({ type: "text_added", text: createText(1) });
  store.record({ type: "reset" });
  expect(store.state.texts).toEqual([]);
  store.close();
  expect(statSync(path.join(folder, "journal.jsonl")).size).toBe(0);
});

it("past a limit the oldest are dropped, in memory and in the file", () => {
  const limits = { ...defaultStoreLimits, texts: 100 };
  const store = SandboxStore.open(folder, limits, logger);
  for (let number = 1; number <= 1000; number += 1)
    store.record({ type: "text_added", text: createText(number) });
  expect(store.state.texts.length).toBeLessThanOrEqual(110);
  expect(store.state.texts.at(-1)?.sid).toBe("SM1000");
  expect(store.state.textsBySid.has("SM1")).toBe(false);
  store.close();
  const reopened = SandboxStore.open(folder, limits, logger);
  expect(reopened.state.texts).toEqual(store.state.texts);
});

it("a file that grew by changes alone is written anew", () => {
  const store = SandboxStore.open(folder, { ...defaultStoreLimits, journalBytes: 10_000 }, logger);
  store.record({ type: "text_added", text: createText(1) });
  for (let count = 1; count <= 5000; count += 1) store.record({ type: "requests_done", sid: "SM1", count });
  store.close();
  expect(statSync(path.join(folder, "journal.jsonl")).size).toBeLessThan(11_000);
  const reopened = SandboxStore.open(folder, defaultStoreLimits, logger);
  expect(reopened.state.textsBySid.get("SM1")?.requestsDone).toBe(5000);
});

it("a line that can't be read is skipped, not fatal", () => {
  const store = SandboxStore.open(folder, defaultStoreLimits, logger);
  store.record({ type: "text_added", text: createText(1) });
  store.close();
  appendFileSync(path.join(folder, "journal.jsonl"), "not json\n");
  const reopened = SandboxStore.open(folder, defaultStoreLimits, logger);
  reopened.record({ type: "text_added", text: createText(2) });
  expect(reopened.state.texts).toHaveLength(2);
});
