import { expect, test } from "@playwright/test";
import { RunLogPage } from "../pages/run-log-page";
import { startSession } from "../pages/sign-in-page";
import { bookWith, spoilTexts } from "../support/book-with";
import { newGuest } from "../support/guests";
import { newOrganizer } from "../support/new-organizer";

test("a workflow's log is narrowed to what failed and to a person, and saved as a file", async ({ page }) => {
  const organizer = await newOrganizer();
  const reached = await bookWith(organizer);
  const guest = newGuest();
  await spoilTexts(guest.phone, { httpStatus: 400, code: 21614 });
  await bookWith(organizer, { guest, place: 12 });
  await startSession(page, organizer);
  const log = new RunLogPage(page);
  await log.open("Text a confirmation");
  await expect(log.messages.filter({ hasText: "Delivered" })).toHaveCount(1, { timeout: 30_000 });
  await expect(log.outcome("So far")).toContainText("2");

  await log.outcome("Needs attention").click();
  await expect(log.messages).toHaveCount(1);
  await expect(log.messages).toContainText("This number can’t receive texts");
  const { fileName, lines } = await log.exported();
  expect(fileName).toMatch(/^text-a-confirmation-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\uFEFFDue \(Europe\/Berlin\),/);
  expect(lines[1]).toContain(`'${guest.phone}`);

  await log.outcome("So far").click();
  await log.search.fill(reached.guest.email);
  await expect(log.messages).toHaveCount(1);
  await expect(log.outcome("So far")).toContainText("1");
  expect(page.url()).not.toContain("@");
  await log.messages.getByRole("link").click();
  await expect(page).toHaveURL(`/bookings/${reached.uid}`);
});
