import { expect, type Page, test } from "@playwright/test";
import { BookingsPage } from "../pages/bookings-page";
import { EventTypePage } from "../pages/event-type-page";
import { OrganizerBookingPage } from "../pages/organizer-booking-page";
import { startSession } from "../pages/sign-in-page";
import { bookWith } from "../support/book-with";
import { newOrganizer } from "../support/new-organizer";

/** Signs in an organizer who must confirm, with a request. */
async function request(page: Page) {
  const organizer = await newOrganizer();
  await startSession(page, organizer);
  const form = new EventTypePage(page);
  await form.create("On request");
  await page.getByText("Yes, every booking").click();
  await form.saveChanges();
  const id = Number(page.url().split("/").at(-1));
  const [first] = organizer.eventTypes;
  if (!first) throw new Error("The organizer has no event type.");
  return bookWith({ ...organizer, eventTypes: [{ ...first, id }] });
}

test("a request is confirmed from the list and is a request no more", async ({ page }) => {
  const { guest } = await request(page);
  const bookings = new BookingsPage(page);
  await bookings.open();
  await bookings.list("Requests").click();
  await expect(bookings.list("Requests")).toHaveAttribute("aria-current", "page");
  await bookings.row(guest.name).getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(`Confirmed: ${guest.name}. They are told.`)).toBeVisible();
  await expect(page.getByText("Nobody waits for your answer")).toBeVisible();
  await bookings.list("Upcoming").click();
  await expect(bookings.row(guest.name)).not.toContainText("Waits for your answer");
});

test("a request is declined on its page with a reason", async ({ page }) => {
  const { uid, guest } = await request(page);
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await page.getByRole("button", { name: `Decline ${guest.name}` }).click();
  const question = page.getByRole("alertdialog", { name: `Decline ${guest.name}?` });
  await question.getByLabel("Reason").fill("Fully booked that week");
  await question.getByRole("button", { name: "Decline the request" }).click();
  await expect(booking.header).toContainText("Declined");
  await expect(page.getByRole("definition").filter({ hasText: "Fully booked that week" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);
});
