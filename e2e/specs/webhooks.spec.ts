import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { startReceiver } from "@/server/providers/webhook/testing/start-receiver";
import { startSession } from "../pages/sign-in-page";
import { bookWith } from "../support/book-with";
import { newOrganizer } from "../support/new-organizer";

test("a webhook is added with a secret, told of a booking, signed, and told again", async ({ page }) => {
  const receiver = await startReceiver();
  try {
    const organizer = await newOrganizer();
    await startSession(page, organizer);
    await page.goto("/settings/webhooks/new");
    await page.getByLabel("Address").fill(receiver.url);
    await page.getByRole("button", { name: "Make a secret" }).click();
    const secret = await page.getByRole("textbox", { name: /^Signing secret/ }).inputValue();
    await page.getByRole("button", { name: "Add the webhook" }).click();
    await expect(page.getByText("The secret can’t be shown again.")).toBeVisible();
    const log = page.getByRole("region", { name: "Deliveries" });
    await expect(log).toContainText("Nothing has happened yet");

    const { uid } = await bookWith(organizer);
    await expect.poll(() => receiver.calls.length).toBe(1);
    await page.reload();
    const entry = log.getByRole("article").first();
    await expect(entry).toContainText("Delivered");
    await entry.getByText("One attempt, and what it says").click();
    await expect(entry).toContainText(uid);

    await entry.getByRole("button", { name: /^Deliver again/ }).click();
    await expect(page.getByText("It is delivered again, as the newest of the list.")).toBeVisible();
    await expect(log.getByRole("article")).toHaveCount(2);
    await expect.poll(() => receiver.calls.length).toBe(2);
    for (const { body, headers } of receiver.calls) {
      expect(JSON.parse(body)).toMatchObject({ triggerEvent: "BOOKING_CREATED", payload: { uid } });
      expect(headers["x-cal-signature-256"]).toBe(createHmac("sha256", secret).update(body).digest("hex"));
    }
  } finally {
    await receiver.close();
  }
});
