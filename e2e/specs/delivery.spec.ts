import { expect, test } from "@playwright/test";
import { openDatabase } from "@/db/client";
import { SettingsPage } from "../pages/settings-page";
import { startSession } from "../pages/sign-in-page";
import { bookWith, spoilTexts } from "../support/book-with";
import { newGuest } from "../support/guests";
import { newOrganizer } from "../support/new-organizer";
import { productUnderTest } from "../support/running-product";

/** Marks the sender of WhatsApp messages as refused: no other test sends any, so that none waits for it. */
async function stopWhatsApp(): Promise<void> {
  const database = openDatabase(productUnderTest().databaseUrl, { maxConnections: 1 });
  try {
    await database.sql`
      update senders set state = 'stopped', code = '20003', resumes_by = 'check', stopped_at = now(),
        next_check_at = now() + interval '1 hour', notified_at = now(), last_checked_at = null
      where channel = 'whatsapp'`;
  } finally {
    await database.close();
  }
}

test("a sender that its provider refuses is named with why and what to do, until a check finds it in order", async ({
  page,
}) => {
  await startSession(page, await newOrganizer());
  await page.goto("/bookings");
  const delivery = page.getByRole("region", { name: "Delivery" });
  await expect(delivery).toContainText("No number or address has failed repeatedly");
  await stopWhatsApp();
  await page.reload();
  const notice = page.getByRole("status").filter({ hasText: "WhatsApp messages can’t leave now" }).first();
  await expect(notice).toContainText("Twilio refused the account SID or auth token. (code 20003)");
  await expect(notice).toContainText("None of your messages waits for it yet.");
  await expect(delivery).toContainText("Stopped");
  const settings = new SettingsPage(page);
  await settings.open();
  await expect(settings.section("Sending")).toContainText("Check TWILIO_ACCOUNT_SID");
  await page.goto("/messages");
  await page.getByRole("button", { name: "Check now: WhatsApp messages" }).click();
  await expect(page.getByText("WhatsApp messages leave. The account was checked just now")).toBeVisible();
  await expect(page.getByText("WhatsApp messages can’t leave now")).toHaveCount(0);
});

test("a number that texts keep failing to reach is on the first page, and leads to its messages", async ({
  page,
}) => {
  const organizer = await newOrganizer();
  await startSession(page, organizer);
  const guest = newGuest();
  await spoilTexts(guest.phone, { count: 2, httpStatus: 400, code: 21614 });
  await bookWith(organizer, { guest });
  await bookWith(organizer, { guest, place: 12 });
  await bookWith(organizer, { place: 6 });
  const delivery = page.getByRole("region", { name: "Delivery" });
  await expect(async () => {
    await page.goto("/bookings");
    await expect(delivery).toContainText(guest.phone, { timeout: 1_000 });
  }).toPass();
  await expect(delivery).toContainText("This number can’t receive texts");
  await delivery.getByRole("link", { name: `2 failures to ${guest.phone}` }).click();
  await expect(page.getByText(`Only messages to ${guest.phone}.`)).toBeVisible();
  await expect(page.getByRole("link", { name: /Needs attention/ })).toContainText("2");
});
