import { type Browser, expect, test } from "@playwright/test";
import { BookingPage } from "../pages/booking-page";
import { ManagePage } from "../pages/manage-page";
import { bookWith } from "../support/book-with";
import { newGuest } from "../support/guests";
import { firstFreeTime, newEventType, type TestEventType, withTime } from "../support/new-event-type";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { callRest, freeStarts } from "../support/rest-client";
import { productUnderTest } from "../support/running-product";

const heldByAnother = "Somebody else is booking that time right now.";

let organizer: TestOrganizer;
let eventType: TestEventType;
let free: { startsAt: string; url: string };

test.beforeEach(async () => {
  organizer = await newOrganizer();
  eventType = await newEventType(organizer, {});
  free = await firstFreeTime(eventType);
});

async function openAsAnother(browser: Browser, address = free.url): Promise<BookingPage> {
  const context = await browser.newContext();
  const booking = new BookingPage(await context.newPage());
  await booking.page.goto(address);
  return booking;
}

test("of two visitors who choose one time the first may book it, the other is offered the next", async ({
  page,
  browser,
}) => {
  const booking = new BookingPage(page);
  await page.goto(free.url);
  await expect(booking.held).toBeVisible();

  const other = await openAsAnother(browser);
  await expect(other.refusal.filter({ hasText: heldByAnother })).toBeVisible();
  await expect(other.page.getByRole("heading", { name: "Choose a time" })).toBeFocused();
  await expect(other.refusal.getByRole("button")).toHaveCount(3);
  await other.refusal.getByRole("button").first().click();
  await expect(other.held).toBeVisible();

  await booking.book(newGuest());
  await other.book(newGuest());
  for (const { page: booked } of [booking, other]) {
    await expect(new ManagePage(booked).headline).toHaveText("You’re booked");
  }
  await other.page.context().close();
});

test("leaving the page gives the time back", async ({ page }) => {
  const offered = () => freeStarts(productUnderTest().baseUrl, eventType.id, 20);
  const { startsAt } = free;
  await page.goto(free.url);
  await expect(new BookingPage(page).held).toBeVisible();
  expect(await offered()).not.toContain(startsAt);
  await page.goto("about:blank");
  await expect.poll(offered).toContain(startsAt);
});

test("choosing another time gives the first one back, and it is offered again", async ({ page, browser }) => {
  const booking = new BookingPage(page);
  await page.goto(free.url);
  await expect(booking.held).toBeVisible();
  const first = booking.chosenInstant();
  const released = page.waitForResponse("**/api/trpc/reservation.delete");
  await page.getByRole("button", { name: "Change the time" }).click();
  await released;
  await booking.chooseTime(1);
  await expect(booking.held).toBeVisible();
  expect(booking.chosenInstant()).not.toBe(first);

  const other = await openAsAnother(browser);
  await expect(other.held).toBeVisible();
  await other.page.context().close();
});

test("a reload keeps the time", async ({ page, browser }) => {
  const booking = new BookingPage(page);
  await page.goto(free.url);
  await expect(booking.held).toBeVisible();
  await page.reload();
  await expect(booking.held).toBeVisible();
  const other = await openAsAnother(browser);
  await expect(other.refusal.filter({ hasText: heldByAnother })).toBeVisible();
  await other.page.context().close();
  await booking.book(newGuest());
});

test("the time is held for longer while the form is filled in, and lapses when it isn't", async ({
  page,
}) => {
  const booking = new BookingPage(page);
  await page.clock.install();
  await page.goto(free.url);
  await expect(booking.held).toBeVisible();
  const extended = page.waitForResponse("**/api/trpc/reservation.update");
  await page.clock.fastForward("01:01");
  await page.getByLabel("Your name").fill("Grace");
  expect((await extended).ok()).toBe(true);
  await page.clock.fastForward("06:00");
  await expect(page.getByText("No longer held. Go on to renew it.")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Grace");
});

test("where times can't be held, they are booked all the same", async ({ page }) => {
  const booking = new BookingPage(page);
  await booking.loseReservations();
  await page.goto(free.url);
  await booking.book(newGuest());
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
});

test("a time that is held or not takes the same room", async ({ page }) => {
  const booking = new BookingPage(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await booking.loseReservations();
  await page.goto(free.url);
  await expect(page.getByText("Berlin time")).toBeVisible();
  const room = () => page.getByRole("main").evaluate((main) => main.scrollHeight);
  const without = await room();
  await page.unroute("**/api/trpc/reservation.*");
  await page.reload();
  await expect(booking.held).toBeVisible();
  expect(await room()).toBe(without);
});

test("the new time of a booking is held while it is being moved", async ({ page, browser }) => {
  const { uid } = await bookWith(organizer);
  const [startsAt] = await freeStarts(productUnderTest().baseUrl, eventType.id, 20);
  const booking = new BookingPage(page);
  await page.goto(withTime(`/booking/${uid}/reschedule`, String(startsAt)));
  await expect(booking.held).toBeVisible();

  const other = await openAsAnother(browser, withTime(eventType.url, String(startsAt)));
  await expect(other.refusal.filter({ hasText: heldByAnother })).toBeVisible();
  await other.page.context().close();
  await booking.move.click();
  await page.waitForURL((address) => !address.pathname.includes("reschedule"));
  const { body } = await callRest(productUnderTest().baseUrl, `/bookings/${await booking.untilBooked()}`);
  expect(Date.parse(body.data.start)).toBe(Date.parse(String(startsAt)));
});
