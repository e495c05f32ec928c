import { expect, test } from "@playwright/test";
import { BookingsPage } from "../pages/bookings-page";
import { SettingsPage } from "../pages/settings-page";
import { SignInPage, startSession } from "../pages/sign-in-page";
import { bookWith } from "../support/book-with";
import { newGuest } from "../support/guests";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";
import { callRest } from "../support/rest-client";
import { productUnderTest } from "../support/running-product";

let organizer: TestOrganizer;

test.beforeEach(async ({ page }) => {
  organizer = await newOrganizer();
  await startSession(page, organizer);
});

test("a key works from its making to its revocation, and is shown once", async ({ page }) => {
  const settings = new SettingsPage(page);
  await settings.open();
  await expect(settings.section("API keys")).toContainText("You have no keys.");
  const key = await settings.createKey("Website");
  const cancelWith = async () => {
    const { uid } = await bookWith(organizer);
    const { status, body } = await callRest(productUnderTest().baseUrl, `/bookings/${uid}/cancel`, {
      body: {},
      headers: { authorization: `Bearer ${key}` },
    });
    return { status, message: body.error?.message };
  };
  // Only the organizer has to give a reason: the key acts for them.
  expect(await cancelWith()).toEqual({
    status: 400,
    message: "Cancellation reason is required when you are the host",
  });

  await page.reload();
  await expect(settings.section("API keys")).toContainText(`cal_…${key.slice(-4)}`);
  expect(await page.content()).not.toContain(key);
  await settings.revokeKey("Website");
  await expect(settings.section("API keys")).toContainText("You have no keys.");
  expect(await cancelWith()).toMatchObject({ status: 401 });
});

test("a number is verified by the code that it gets, becomes the organizer's own, and can be removed", async ({
  page,
}) => {
  const settings = new SettingsPage(page);
  await settings.open();
  const section = settings.section("Numbers and addresses");
  const { phone } = newGuest();
  await section.getByRole("button", { name: "Add a number or address" }).click();
  await page.getByRole("textbox", { name: "Phone number" }).fill(phone);
  await page.getByRole("button", { name: "Send the code" }).click();
  const code = page.getByRole("textbox", { name: "Code" });
  await expect(code).toBeVisible();
  const response = await fetch(
    `${productUnderTest().sandboxUrl}/sms/messages?to=${encodeURIComponent(phone)}`,
  );
  const text = ((await response.json()) as { body: string }[]).at(-1);
  await code.fill(/\d{6}/.exec(text?.body ?? "")?.[0] ?? "");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(section.getByText(`${phone} is verified.`)).toBeVisible();
  await expect(section.getByText("Your own", { exact: true })).toBeVisible();
  await section.getByRole("button", { name: `Remove: ${phone}` }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(section.getByText("You have none yet.")).toBeVisible();
});

test("a changed zone changes the times on every page", async ({ page }) => {
  const { guest, start } = await bookWith(organizer);
  const clockIn = (timeZone: string) =>
    new Date(start).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const list = new BookingsPage(page);
  await list.open();
  await expect(list.row(guest.name)).toContainText(clockIn("Europe/Berlin"));

  const settings = new SettingsPage(page);
  await settings.open();
  const zone = settings.section("Profile").getByRole("combobox", { name: "Time zone" });
  await zone.fill("Kathmandu");
  await page.getByRole("option", { name: /Kathmandu/ }).click();
  await settings.section("Profile").getByLabel("Name").fill("Robin Vega-Castillo");
  await settings.section("Profile").getByRole("button", { name: "Save" }).click();
  await expect(settings.section("Profile").getByText("Saved")).toBeVisible();
  await list.open();
  await expect(list.row(guest.name)).toContainText(clockIn("Asia/Kathmandu"));
  await expect(page.getByRole("banner")).toContainText("Robin Vega-Castillo");
});

test("a name that can't be is refused at its field", async ({ page }) => {
  const settings = new SettingsPage(page);
  await settings.open();
  const profile = settings.section("Profile");
  await profile.getByLabel("Name").fill("  ");
  await profile.getByRole("button", { name: "Save" }).click();
  await expect(profile.getByText("Must not be empty.")).toBeVisible();
  await expect(profile.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
});

test("a changed password replaces the old one and ends other sessions", async ({ page, browser }) => {
  const elsewhere = await browser.newPage();
  await startSession(elsewhere, organizer);
  const settings = new SettingsPage(page);
  await settings.open();
  const section = settings.section("Password");
  const password = "a new and longer password";
  await section.getByLabel("Current password", { exact: true }).fill("not the password");
  await section.getByLabel("New password", { exact: true }).fill(password);
  await section.getByRole("button", { name: "Change the password" }).click();
  await expect(section.getByText("This isn’t your current password.")).toBeVisible();
  await section.getByLabel("Current password", { exact: true }).fill(organizer.password);
  await section.getByRole("button", { name: "Change the password" }).click();
  await expect(section.getByText("Changed", { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await elsewhere.goto("/settings");
  await new SignInPage(elsewhere).signIn({ ...organizer, password });
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("the link of an event type is copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/event-types");
  await page.getByRole("button", { name: "Copy link of 15 minute call" }).click();
  await expect(page.getByText("Copied")).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${productUnderTest().baseUrl}/${organizer.username}/15min`,
  );
});
