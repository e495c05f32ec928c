import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumLaunchOptions } from "../support/chromium-launch-options";
import type { RunningProduct } from "../support/running-product";
import type { ParityHost } from "./add-organizer";
import {
  type Absentee,
  type Actor,
  attendee,
  type BookRequest,
  cancelReason,
  type DoorDriver,
  declineReason,
  movingReason,
  notes,
  type RequestAnswer,
} from "./doors";

/** The booking page in a real browser, as an invitee or the signed-in organizer uses it. */
export async function openPageDoor(product: RunningProduct, host: ParityHost): Promise<DoorDriver> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const visitor = { baseURL: product.baseUrl, locale: attendee.language, timezoneId: attendee.timeZone };
  const invitee = await browser.newContext(visitor);
  const organizer = await browser.newContext(visitor);
  await signIn(organizer, product.baseUrl, host);
  const withPage = async <Result>(actor: Actor, use: (page: Page) => Promise<Result>) => {
    const page = await (actor === "signed-in" ? organizer : invitee).newPage();
    try {
      return await use(page);
    } finally {
      await page.close();
    }
  };
  return {
    door: "page",
    actors: ["anonymous", "signed-in"],
    spells: ({ place }) => place === "attendee",
    book: (actor, request) =>
      withPage(actor, (page) => book(page, `/${host.username}/${request.meeting.slug}`, request)),
    move: (actor, uid, start) =>
      withPage(actor, async (page) => {
        await page.goto(`/booking/${uid}/reschedule?time=${encodeURIComponent(start)}`);
        await page.getByLabel("Why are you moving it?").fill(movingReason);
        await page.getByRole("button", { name: "Move booking" }).click();
        return uidAfterLeaving(page, uid);
      }),
    cancel: (actor, uid) =>
      withPage(actor, async (page) => {
        await page.goto(`/booking/${uid}`);
        await page.getByRole("button", { name: "Cancel booking" }).click();
        const dialog = page.getByRole("alertdialog");
        await dialog.getByLabel("Why?").fill(cancelReason);
        await dialog.getByRole("button", { name: "Cancel booking" }).click();
        await dialog.waitFor({ state: "detached" });
      }),
    hosts: ["signed-in"],
    answer: (actor, uid, answer) => withPage(actor, (page) => answerRequest(page, uid, answer)),
    confirmAttendance: (actor, uid) => withPage(actor, (page) => confirmAttendance(page, actor, uid)),
    markAbsent: (actor, uid, who) => withPage(actor, (page) => markAbsent(page, uid, who)),
    close: () => browser.close(),
  };
}

async function confirmAttendance(page: Page, actor: Actor, uid: string): Promise<void> {
  const isHost = actor === "signed-in";
  await page.goto(isHost ? `/bookings/${uid}` : `/booking/${uid}`);
  const button = page.getByRole("button", { name: isHost ? "Note that they’re coming" : "I’ll be there" });
  await button.click();
  await button.waitFor({ state: "detached" });
}

async function markAbsent(page: Page, uid: string, who: Absentee): Promise<void> {
  await page.goto(`/bookings/${uid}`);
  const name = who === "host" ? "You" : attendee.name;
  await page.getByRole("button", { name: `${name}: didn’t come` }).click();
  await page.getByRole("button", { name: `${name}: came after all` }).waitFor();
}

async function answerRequest(page: Page, uid: string, answer: RequestAnswer): Promise<void> {
  await page.goto(`/bookings/${uid}`);
  if (answer === "confirm") {
    await page.getByRole("button", { name: /^Confirm / }).click();
  } else {
    await page.getByRole("button", { name: /^Decline / }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill(declineReason);
    await dialog.getByRole("button", { name: "Decline the request" }).click();
  }
  await page.getByRole("button", { name: /^Confirm / }).waitFor({ state: "detached" });
}

async function signIn(
  context: BrowserContext,
  origin: string,
  { email, password }: ParityHost,
): Promise<void> {
  const response = await context.request.post("/api/auth/sign-in/email", {
    headers: { origin },
    data: { email, password },
  });
  if (!response.ok()) throw new Error(`Sign-in was answered ${response.status()}.`);
}

async function book(
  page: Page,
  path: string,
  { start, spelling, guest = attendee }: BookRequest,
): Promise<string> {
  await page.goto(`${path}?time=${encodeURIComponent(start)}`);
  await page.getByLabel("Your name").fill(guest.name);
  await page.getByLabel("E-mail").fill(guest.email);
  await page.locator('[data-field="phoneNumber"] input').fill(spelling.text);
  await page.getByLabel(/Anything .* should know/).fill(notes);
  await page.getByRole("button", { name: /^(Confirm|Request) booking$/ }).click();
  return uidAfterLeaving(page, null);
}

/** The uid of the booking that the page leads to next. */
async function uidAfterLeaving(page: Page, fromUid: string | null): Promise<string> {
  const uidIn = (url: URL) => /^\/booking\/([\w-]+)$/.exec(url.pathname)?.[1] ?? null;
  await page.waitForURL((url) => uidIn(url) !== null && uidIn(url) !== fromUid);
  return uidIn(new URL(page.url())) ?? "";
}
