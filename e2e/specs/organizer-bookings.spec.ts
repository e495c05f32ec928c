import { expect, test } from "@playwright/test";
import { BookingsPage } from "../pages/bookings-page";
import { OrganizerBookingPage } from "../pages/organizer-booking-page";
import { startSession } from "../pages/sign-in-page";
import { bookWith, spoilTexts } from "../support/book-with";
import { newGuest } from "../support/guests";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { productUnderTest } from "../support/running-product";

let organizer: TestOrganizer;

test.beforeEach(async ({ page }) => {
  organizer = await newOrganizer();
  await startSession(page, organizer);
});

test("an organizer without bookings is shown how to get one", async ({ page }) => {
  await new BookingsPage(page).open();
  await expect(page.getByRole("heading", { name: "No bookings yet" })).toBeVisible();
  await page.getByRole("link", { name: "Book a test meeting" }).click();
  expect(new URL(page.url()).pathname).toBe(`/${organizer.username}/30min`);
});

test("bookings are listed from the next on, found by their attendee, and lead to their story", async ({
  page,
}) => {
  const later = await bookWith(organizer, { place: 20 });
  const sooner = await bookWith(organizer, { place: 2 });
  const list = new BookingsPage(page);
  await list.open();
  await expect(list.rows).toHaveCount(2);
  await expect(list.rows.first()).toContainText(sooner.guest.name);
  await expect(list.list("Upcoming")).toContainText("2");

  await list.search.fill(later.guest.phone.slice(2));
  await expect(list.rows).toHaveCount(1);
  await expect(list.row(later.guest.name)).toBeVisible();
  await expect(list.list("Upcoming")).toContainText("1");
  await list.search.fill("nobody like this");
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();
  await page.getByRole("link", { name: "Clear the search" }).click();
  await expect(list.rows).toHaveCount(2);

  await list.row(sooner.guest.name).getByRole("link").click();
  await expect(new OrganizerBookingPage(page).heading).toHaveText(sooner.guest.name);
});

test("a long list goes over several pages", async ({ page }) => {
  test.slow();
  for (let place = 0; place < 21; place += 1) await bookWith(organizer, { place: 0 });
  const list = new BookingsPage(page);
  await list.open();
  await expect(list.rows).toHaveCount(20);
  await expect(page.getByText("1 – 20 of 21")).toBeVisible();
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await expect(list.rows).toHaveCount(1);
  await page.getByRole("link", { name: "Previous" }).click();
  await expect(list.rows).toHaveCount(20);
});

test("a text's way is watched live, to its receipt", async ({ page }) => {
  const { uid, guest } = await bookWith(organizer);
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(booking.message("Text a confirmation")).toContainText("Delivered");
  await expect(booking.message("Text a confirmation")).toContainText(guest.phone);
  await expect(booking.message("Text a reminder")).toContainText("Scheduled");
  await expect(booking.timeline.getByRole("listitem").first()).toContainText("Booked");
  await expect(booking.timeline).toContainText("Text a confirmation: sent");
  await expect(booking.timeline).toContainText(/Id SM[0-9a-f]{32}/);
  await expect(booking.timeline).toContainText("Text a confirmation: delivered");
  await expect(booking.timeline).toContainText("Text a reminder: scheduled");

  await booking.message("Text a confirmation").getByText("What it said").click();
  await expect(booking.message("Text a confirmation")).toContainText(
    `${guest.name.split(" ")[0]}, you are booked: 30 minute meeting with Robin Vega`,
  );
});

test("every attempt is on the timeline, with what its refusal means", async ({ page }) => {
  const guest = newGuest();
  await spoilTexts(guest.phone, { httpStatus: 429, code: 20429 });
  const { uid } = await bookWith(organizer, { guest });
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(booking.timeline).toContainText("Text a confirmation: refused");
  await expect(booking.timeline).toContainText("Twilio was asked too often at once.");
  await expect(booking.timeline).toContainText("Code 20429 · HTTP 429");
  await expect(booking.timeline).toContainText("Text a confirmation: sent (attempt 2)", { timeout: 40_000 });
  await expect(booking.message("Text a confirmation")).toContainText("Delivered");
});

test("a text that can't be delivered is brought to the organizer's attention", async ({ page }) => {
  const guest = newGuest();
  await spoilTexts(guest.phone, { httpStatus: 400, code: 21614 });
  const { uid } = await bookWith(organizer, { guest });
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(booking.message("Text a confirmation")).toContainText("Failed");

  const list = new BookingsPage(page);
  await list.open();
  await expect(page.getByText("A message for a meeting to come didn’t get through")).toBeVisible();
  await expect(list.row(guest.name)).toContainText("Text: failed");
  await page.goto("/messages");
  const row = page.getByRole("article").filter({ hasText: guest.name });
  await expect(row).toContainText("This number can’t receive texts; it is not a mobile number.");
  await row.getByRole("link").click();
  await expect(booking.heading).toHaveText(guest.name);
});

test("cancelling asks for a reason, tells the attendee, and calls off what was planned", async ({ page }) => {
  const { uid, guest } = await bookWith(organizer, { place: 30 });
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(booking.message("Text a confirmation")).toContainText("Delivered");
  await booking.askToCancel();
  await booking.cancelDialog.getByRole("button", { name: "Cancel the booking" }).click();
  await expect(booking.cancelDialog).toContainText("Say why, so that nobody is left guessing.");
  await booking.cancelDialog.getByRole("button", { name: "Keep it" }).click();
  await expect(booking.cancelDialog).toBeHidden();

  await booking.askToCancel();
  await booking.confirmCancel("The office is closed that day.");
  await expect(page.getByText("The booking is cancelled")).toBeVisible();
  await expect(booking.heading).toBeFocused();
  await expect(booking.header).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel booking" })).toBeHidden();
  await expect(booking.message("Text a reminder")).toContainText("The booking was cancelled first.");
  await expect(booking.timeline).toContainText("By you, in Punctual. Reason: The office is closed that day.");
  await expect
    .poll(async () => {
      const address = encodeURIComponent(guest.email);
      const response = await fetch(`${productUnderTest().sandboxUrl}/mail/messages?to=${address}`);
      return JSON.stringify(await response.json());
    })
    .toContain("The office is closed that day.");

  const list = new BookingsPage(page);
  await list.open();
  await list.list("Cancelled").click();
  await expect(list.row(guest.name)).toContainText("The office is closed that day.");
});

test("a moved booking's old address tells where it went, and the story spans both", async ({ page }) => {
  const { uid } = await bookWith(organizer, { place: 5 });
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await page.waitForURL(/\/booking\/.*\/reschedule/);
  const free = await page.request.get(
    `/api/trpc/slots.list?input=${encodeURIComponent(
      JSON.stringify({
        eventType: { id: organizer.eventTypes[0]?.id },
        from: new Date(Date.now() + 9 * 86_400_000).toISOString(),
        to: new Date(Date.now() + 16 * 86_400_000).toISOString(),
      }),
    )}`,
  );
  const { result } = (await free.json()) as { result: { data: { startsAt: string }[] } };
  await page.request.post("/api/trpc/booking.reschedule", {
    data: { uid, startsAt: result.data[3]?.startsAt, reschedulingReason: "A clash" },
  });
  await booking.open(uid);
  await expect(page.getByText("This booking was moved")).toBeVisible();
  await page.getByRole("link", { name: "See it there" }).click();
  await expect(page.getByText("This booking was moved")).toBeHidden();
  await expect(booking.timeline).toContainText("By you, in Punctual. Reason: A clash");
  await expect(booking.timeline).toContainText("Text a reminder: replaced");
});

test("another organizer's booking isn't there", async ({ page }) => {
  const { uid } = await bookWith(await newOrganizer());
  const answer = await page.goto(`/bookings/${uid}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
});
