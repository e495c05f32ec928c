import { expect, test } from "@playwright/test";
import { OrganizerBookingPage } from "../pages/organizer-booking-page";
import { startSession } from "../pages/sign-in-page";
import { beginMeeting } from "../support/begin-meeting";
import { bookWith, spoilTexts } from "../support/book-with";
import { newGuest } from "../support/guests";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { replyByText, textsTo } from "../support/reply-by-text";

let organizer: TestOrganizer;

test.beforeEach(async ({ page }) => {
  organizer = await newOrganizer();
  await startSession(page, organizer);
});

test("who didn't come is marked once the meeting has begun, and can be taken back", async ({ page }) => {
  const { uid, guest } = await bookWith(organizer);
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(page.getByRole("region", { name: "Attendance" })).toBeHidden();
  await beginMeeting(uid);
  await booking.open(uid);
  const attendance = page.getByRole("region", { name: "Attendance" });
  await attendance.getByRole("button", { name: `${guest.name}: didn’t come` }).click();
  await expect(attendance).toContainText(`${guest.name}: didn’t come.`);
  await expect(booking.timeline).toContainText("The attendee didn’t come");
  await attendance.getByRole("button", { name: `${guest.name}: came after all` }).click();
  await expect(booking.timeline).toContainText("The attendee came after all");
});

test("a meeting is rated by whoever booked it, and its organizer reads that", async ({ page }) => {
  const { uid } = await bookWith(organizer);
  await beginMeeting(uid);
  await page.goto(`/booking/${uid}/rating`);
  await page.getByText("4 – good").click();
  await page.getByLabel("Anything to tell Robin Vega?").fill("Quick and to the point");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Thank you. Robin Vega can read it now.")).toBeVisible();
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(page.getByRole("main")).toContainText("4 of 5");
  await expect(page.getByRole("main")).toContainText("Quick and to the point");
});

test("C by text confirms to come, and X cancels once its number is texted back", async ({ page }) => {
  const { uid, guest } = await bookWith(organizer, { place: 6 });
  const latest = async () => (await textsTo(guest.phone)).at(-1);
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await expect(booking.message("Text a confirmation")).toContainText("Delivered", { timeout: 30_000 });
  await replyByText(guest.phone, "C");
  await expect.poll(latest).toContain("Thank you!");
  await booking.open(uid);
  await expect(booking.timeline).toContainText("Attendance confirmed");

  await replyByText(guest.phone, "x");
  await expect.poll(latest).toContain("Reply 1 to cancel it");
  await replyByText(guest.phone, "1");
  await expect.poll(latest).toContain("is cancelled.");
  await booking.open(uid);
  await expect(booking.header).toContainText("Cancelled");
});

test("a text that failed is sent again, once that is confirmed", async ({ page }) => {
  const guest = newGuest();
  await spoilTexts(guest.phone, { httpStatus: 400, code: 21614 });
  await bookWith(organizer, { guest });
  await page.goto("/messages");
  const message = page.getByRole("article").filter({ hasText: guest.name });
  await message.getByRole("button", { name: /^Send again/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("“Text a confirmation” to")).toContainText("is on its way.");
  await expect.poll(() => textsTo(guest.phone), { timeout: 30_000 }).toHaveLength(1);
  await expect(page.getByRole("heading", { name: "Nothing needs you" })).toBeVisible();
});
