import { expect, test } from "@playwright/test";
import { EventTypePage } from "../pages/event-type-page";
import { startSession } from "../pages/sign-in-page";
import { findAccessibilityFaults } from "../support/find-accessibility-faults";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { productUnderTest } from "../support/running-product";

let organizer: TestOrganizer;

test.beforeEach(async ({ page }) => {
  organizer = await newOrganizer();
  await startSession(page, organizer);
});

test("a new event type is made, its rules are kept, and its link shows the booking page", async ({
  page,
}) => {
  const form = new EventTypePage(page);
  await form.create("First consultation");
  await form.enter("Length in minutes", 45);
  await form.enter("Minutes free after", 15);
  await form.enter("Meetings a day", 2);
  await page.getByText("Yes, every booking").click();
  await page.getByText("A booking repeats").click();
  await form.saveChanges();

  await page.reload();
  await expect(page.getByRole("textbox", { name: "Length in minutes" })).toHaveValue("45");
  await expect(page.getByRole("textbox", { name: "Minutes free after" })).toHaveValue("15");
  await expect(page.getByRole("textbox", { name: "Meetings a day" })).toHaveValue("2");
  await expect(page.getByRole("radio", { name: "Yes, every booking" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Meetings in all" })).toHaveValue("4");
  await page.goto(`/${organizer.username}/first-consultation`);
  await expect(page.getByRole("heading", { name: "First consultation" })).toBeVisible();
});

test("the week of times follows the form before anything is saved", async ({ page }) => {
  const form = new EventTypePage(page);
  await form.create("Preview");
  await form.preview.getByRole("button", { name: "Week after" }).click();
  await expect
    .poll(async () => (await form.timesPerDay()).toSorted())
    .toEqual([...Array(5).fill("16 times"), ...Array(2).fill("None")]);
  await page.getByText("Offer only the first free time of each day").click();
  await expect
    .poll(async () => (await form.timesPerDay()).toSorted())
    .toEqual([...Array(5).fill("1 time"), ...Array(2).fill("None")]);
  await expect(page.getByText("Not saved yet")).toBeVisible();
});

test("a link that is in use and settings that don’t fit are refused at their fields", async ({ page }) => {
  const form = new EventTypePage(page);
  await form.create("Refused");
  await page.getByRole("textbox", { name: "Link" }).fill("30min");
  await form.save.click();
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Link" })).toBeFocused();
  await page.getByRole("textbox", { name: "Link" }).fill("Not a slug");
  await form.save.click();
  await expect(page.getByText(/^Must be lower-case letters/)).toBeVisible();
  await expect(page.getByText("One field needs a look.")).toBeVisible();
});

test("changes that aren’t saved aren’t lost by a click", async ({ page }) => {
  const form = new EventTypePage(page);
  await form.create("Guarded");
  await page.getByRole("textbox", { name: "Location" }).fill("Room 5");
  await page.getByRole("link", { name: "Bookings" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("textbox", { name: "Location" })).toHaveValue("Room 5");
  await page.getByRole("link", { name: "Bookings" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bookings" })).toBeVisible();
});

test("a private link is shown once, opens the booking page, and ends when it is revoked", async ({
  page,
}) => {
  const form = new EventTypePage(page);
  await form.create("By invitation");
  await page.getByRole("button", { name: "Create a private link" }).click();
  await page.getByRole("dialog").getByLabel("Note").fill("For Ada");
  await page.getByRole("dialog").getByRole("button", { name: "Create the link" }).click();
  const shown = page.getByRole("alertdialog", { name: "Your private link" });
  const url = await shown.getByText(/\/private\//).innerText();
  await shown.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain(url);
  const visitor = await page.context().newPage();
  await visitor.goto(url);
  await expect(visitor.getByRole("heading", { name: "By invitation" })).toBeVisible();

  await expect(form.section("Private links")).toContainText("For Ada");
  await form
    .section("Private links")
    .getByRole("button", { name: /^Revoke/ })
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the link" }).click();
  await expect(form.section("Private links")).toContainText("Revoked");
  expect((await visitor.goto(url))?.status()).toBe(404);
});

test("a deleted event type is gone, and its link with it", async ({ page }) => {
  const form = new EventTypePage(page);
  await form.create("Short-lived");
  await page.getByRole("button", { name: "Delete this event type" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Event types" })).toBeVisible();
  await expect(page.getByRole("article").filter({ hasText: "Short-lived" })).toHaveCount(0);
  const answer = await page.goto(`${productUnderTest().baseUrl}/${organizer.username}/short-lived`);
  expect(answer?.status()).toBe(404);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the form has no accessibility faults and fits 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const form = new EventTypePage(page);
    await form.create("Accessible");
    await page.getByText("Several people can book the same time").click();
    await page.getByText("A booking repeats").click();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
