import { expect, test } from "@playwright/test";
import { BookingPage } from "../pages/booking-page";
import { ManagePage } from "../pages/manage-page";
import { bookWith } from "../support/book-with";
import { newGuest } from "../support/guests";
import { firstFreeTime, newEventType, newSingleUseLink, withTime } from "../support/new-event-type";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { callRest } from "../support/rest-client";
import { productUnderTest } from "../support/running-product";

let organizer: TestOrganizer;

test.beforeEach(async () => {
  organizer = await newOrganizer();
});

test("a private link for a single use books once; the second use is told", async ({ page, browser }) => {
  const open = await newEventType(organizer, {});
  const eventType = await newEventType(organizer, { requiresPrivateLink: true });
  const link = await newSingleUseLink(organizer, eventType);
  const { startsAt } = await firstFreeTime(open);
  expect((await page.goto(eventType.url))?.status()).toBe(404);

  const first = new BookingPage(page);
  await page.goto(withTime(link, startsAt));
  await expect(first.held).toBeVisible();
  const second = new BookingPage(await browser.newPage());
  await second.open(link);
  await second.chooseTime(2);
  await expect(second.held).toBeVisible();

  await first.book(newGuest());
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
  await second.fillIn(newGuest());
  await second.confirm.click();
  await expect(second.refusal).toHaveText("This link has expired or has been used already.");
  expect((await second.page.goto(link))?.status()).toBe(404);
  await second.page.close();
});

test("a length can be chosen, and the booking is as long", async ({ page }) => {
  const eventType = await newEventType(organizer, { lengthOptionsMinutes: [30, 60] });
  const booking = new BookingPage(page);
  await booking.open(eventType.url);
  await expect(page.getByRole("radio", { name: "30 min" })).toBeChecked();
  await page.getByRole("radio", { name: "1 h" }).click();
  await expect(page).toHaveURL(/length=60/);
  await expect(booking.times.first()).toBeVisible();
  await booking.chooseTime();
  await expect(booking.held).toBeVisible();
  const startsAt = String(booking.chosenInstant());

  const uid = await booking.book(newGuest());
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
  const { body } = await callRest<{ start: string; end: string }>(
    productUnderTest().baseUrl,
    `/bookings/${uid}`,
  );
  expect(Date.parse(body.data.start)).toBe(Date.parse(startsAt));
  expect(Date.parse(body.data.end) - Date.parse(body.data.start)).toBe(3_600_000);
});

test("the last seat of a session goes to one, and the next visitor is told", async ({ page, browser }) => {
  const eventType = await newEventType(organizer, { seatsPerSlot: 2 });
  const { url, startsAt } = await firstFreeTime(eventType);
  const early = await browser.newPage();
  await early.goto(url);
  await new BookingPage(early).book(newGuest());
  await expect(early.getByText("Seat 1 of 2")).toBeVisible();
  await early.close();

  const booking = new BookingPage(page);
  await page.goto(`${eventType.url}?${new URLSearchParams({ time: startsAt })}`);
  await expect(booking.held).toBeVisible();
  const late = new BookingPage(await browser.newPage());
  await late.page.goto(url);
  await expect(late.refusal.filter({ hasText: "The last seat at that time was just taken." })).toBeVisible();
  await late.page.close();
  await booking.book(newGuest());
  await expect(page.getByText("Seat 2 of 2")).toBeVisible();
});

test("a time with seats says how many are left", async ({ page }) => {
  const eventType = await newEventType(organizer, { seatsPerSlot: 3 });
  await page.goto(eventType.url);
  await expect(page.getByRole("button", { name: /3 seats left$/ }).first()).toBeVisible();
});

test("what the host must agree to is requested, and waits to be confirmed", async ({ page }) => {
  const eventType = await newEventType(organizer, { confirmation: "always" });
  const { url } = await firstFreeTime(eventType);
  const booking = new BookingPage(page);
  await page.goto(url);
  await expect(page.getByText(`${organizer.name} confirms each of these bookings.`)).toBeVisible();
  await booking.fillIn(newGuest());
  await page.getByRole("button", { name: "Request booking" }).click();
  await booking.untilBooked();
  await expect(new ManagePage(page).headline).toHaveText("Waiting to be confirmed");
  await expect(page.getByText(`${organizer.name} has been asked.`)).toBeVisible();
});

test("a series is booked with all its dates", async ({ page }) => {
  const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
  const eventType = await newEventType(organizer, { recurrence });
  const { url } = await firstFreeTime(eventType);
  await page.goto(url);
  await expect(page.getByText("Every week, 3 times")).toBeVisible();
  await new BookingPage(page).book(newGuest());
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
  await expect(page.getByText("One of 3 dates")).toBeVisible();
});

test("a series of which one date is taken isn't booked at all", async ({ page }) => {
  const recurrence = { frequency: "weekly", interval: 1, count: 2 } as const;
  const eventType = await newEventType(organizer, { recurrence });
  const { start } = await bookWith(organizer, { place: 100 });
  const weekBefore = new Date(Date.parse(start) - 7 * 86_400_000).toISOString();
  const booking = new BookingPage(page);
  await page.goto(withTime(eventType.url, weekBefore));
  await booking.fillIn(newGuest());
  await booking.confirm.click();
  await expect(
    booking.refusal.filter({ hasText: "Not all dates of the series are free from that time on." }),
  ).toBeVisible();
});
