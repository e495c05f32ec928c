import { type APIRequestContext, expect, type Page, type TestInfo, test } from "@playwright/test";
import { BookingPage } from "../pages/booking-page";
import { ManagePage } from "../pages/manage-page";
import { readDemo } from "../support/demo";
import { freeStarts } from "../support/free-starts";
import { newGuest } from "../support/guests";

async function bookFreeTime(page: Page, request: APIRequestContext, testInfo: TestInfo) {
  const [eventType] = readDemo().eventTypes;
  if (!eventType) throw new Error("The copy has no event type.");
  const [startsAt, laterAt] = await freeStarts(request, eventType.id, testInfo);
  await page.goto(`${eventType.url}?time=${startsAt}`);
  const guest = newGuest();
  const uid = await new BookingPage(page).book(guest);
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
  return { uid, guest, startsAt: String(startsAt), laterAt: String(laterAt) };
}

test("a booking is moved on the same calendar, and its old link leads to the new time", async ({
  page,
  request,
}, testInfo) => {
  const { uid, laterAt } = await bookFreeTime(page, request, testInfo);
  const manage = new ManagePage(page);
  const booking = new BookingPage(page);
  await manage.startMoving();
  await expect(page.getByText("So far")).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}?time=${laterAt}`);
  await page.getByLabel("Why are you moving it?").fill("The dentist had the same idea.");
  await booking.move.click();
  const movedUid = await booking.untilBooked();
  expect(movedUid).not.toBe(uid);
  await expect(page.getByText(/This booking was moved/)).toBeVisible();

  await manage.open(uid);
  expect(new URL(page.url()).pathname).toBe(`/booking/${movedUid}`);
  await expect(page.getByText("You followed an older link")).toBeVisible();
  await expect(manage.headline).toHaveText("You’re booked");
});

test("a booking is cancelled with a reason, and what was planned is called off", async ({
  page,
  request,
}, testInfo) => {
  const { uid } = await bookFreeTime(page, request, testInfo);
  const manage = new ManagePage(page);
  await expect(manage.messages.filter({ hasText: "Planned" })).toHaveCount(1);
  await manage.cancel("Something came up.");
  await expect(manage.headline).toHaveText("This booking is cancelled");
  await expect(manage.headline).toBeFocused();
  await expect(page.getByText("Cancelled because: Something came up.")).toBeVisible();
  await page.getByText("1 message that isn’t needed").click();
  await expect(page.getByText("The booking was cancelled first.")).toBeVisible();

  await manage.open(uid);
  await expect(manage.headline).toHaveText("This booking is cancelled");
  await expect(page.getByRole("button", { name: "Cancel booking" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Book another time" })).toBeVisible();
});

test("opening a booking's links changes nothing", async ({ page, request }, testInfo) => {
  const { uid } = await bookFreeTime(page, request, testInfo);
  for (const path of [`/booking/${uid}`, `/booking/${uid}/reschedule`, `/booking/${uid}/calendar.ics`]) {
    expect((await request.get(path)).ok()).toBe(true);
  }
  await new ManagePage(page).open(uid);
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
});

test("the calendar file keeps its entry when the booking is moved and takes it out when cancelled", async ({
  page,
  request,
}, testInfo) => {
  const { uid, startsAt, laterAt } = await bookFreeTime(page, request, testInfo);
  const before = await calendarFile(request, uid);
  expect(before).toMatchObject({ SEQUENCE: "0", STATUS: "CONFIRMED", DTSTART: compact(startsAt) });

  await page.goto(`/booking/${uid}/reschedule?time=${laterAt}`);
  await new BookingPage(page).move.click();
  await new BookingPage(page).untilBooked();
  await expect(page.getByText(/This booking was moved/)).toBeVisible();
  const moved = await calendarFile(request, uid);
  expect(moved).toMatchObject({ UID: before.UID, SEQUENCE: "1", DTSTART: compact(laterAt) });

  await new ManagePage(page).cancel("");
  await expect(new ManagePage(page).headline).toHaveText("This booking is cancelled");
  expect(await calendarFile(request, uid)).toMatchObject({
    UID: before.UID,
    SEQUENCE: "2",
    STATUS: "CANCELLED",
  });
});

test("an unknown booking and an unknown page say so", async ({ page }) => {
  for (const path of ["/booking/no-such-booking", "/nobody", "/maya/no-such-meeting"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "This page isn’t here" })).toBeVisible();
  }
});

async function calendarFile(request: APIRequestContext, uid: string): Promise<Record<string, string>> {
  const response = await request.get(`/booking/${uid}/calendar.ics`);
  expect(response.headers()["content-type"]).toContain("text/calendar");
  const lines = (await response.text()).replaceAll("\r\n ", "").split("\r\n");
  return Object.fromEntries(lines.map((line) => line.split(/:(.*)/s, 2)));
}

function compact(instant: string): string {
  return instant.replace(/[-:]|\.\d+/g, "");
}
