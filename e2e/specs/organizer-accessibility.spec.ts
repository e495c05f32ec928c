import { expect, type Page, test } from "@playwright/test";
import { BookingsPage } from "../pages/bookings-page";
import { OrganizerBookingPage } from "../pages/organizer-booking-page";
import { RunLogPage } from "../pages/run-log-page";
import { SettingsPage } from "../pages/settings-page";
import { SignInPage, startSession } from "../pages/sign-in-page";
import { bookWith, spoilTexts } from "../support/book-with";
import { findAccessibilityFaults } from "../support/find-accessibility-faults";
import { newGuest } from "../support/guests";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";

/** An organizer with a booking that went well and one whose text failed; the uid of the second. */
async function busyOrganizer(): Promise<{ organizer: TestOrganizer; uid: string }> {
  const organizer = await newOrganizer();
  await bookWith(organizer);
  const guest = { ...newGuest(), name: "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh" };
  await spoilTexts(guest.phone, { httpStatus: 400, code: 21614 });
  const { uid } = await bookWith(organizer, { guest, place: 12 });
  return { organizer, uid };
}

const signedOutPages = [
  "/sign-in",
  "/forgot-password",
  "/reset-password?token=x",
  "/reset-password",
  "/setup",
];
const signedInPages = [
  "/bookings",
  "/bookings?tab=past",
  "/bookings?q=nobody",
  "/bookings?tab=requests",
  "/event-types",
  "/availability",
  "/workflows",
  "/workflows/new?from=follow_up",
  "/workflows/preview",
  "/messages",
  "/messages?list=scheduled",
  "/messages?list=sent",
  "/messages?list=stopped",
  "/settings",
  "/settings/webhooks",
  "/settings/webhooks/new",
  "/bookings/nothing-like-this",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page of the organizer has accessibility faults, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const faults: Record<string, string[]> = {};
    const look = async (what: string) => {
      faults[what] = await findAccessibilityFaults(page, colorScheme);
    };
    for (const path of signedOutPages) {
      await page.goto(path);
      await look(path);
    }
    const signIn = new SignInPage(page);
    await signIn.open();
    await signIn.signIn({ email: "nobody@punctual.localhost", password: "wrong password" });
    await expect(signIn.alert).toBeVisible();
    await look("refused sign-in");

    const { organizer, uid } = await busyOrganizer();
    await startSession(page, organizer);
    for (const path of signedInPages) {
      await page.goto(path);
      await look(path);
    }
    await new RunLogPage(page).open("Text a confirmation");
    await look("run log");
    const booking = new OrganizerBookingPage(page);
    await booking.open(uid);
    await expect(booking.message("Text a confirmation")).toContainText("Failed");
    await booking.message("Text a confirmation").getByText("What it said").click();
    await look("booking");
    await booking.askToCancel();
    await look("cancel dialog");
    const settings = new SettingsPage(page);
    await settings.open();
    await settings.section("API keys").getByRole("button", { name: "Create a key" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look("create key dialog");
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  });
}

test("nothing of the organizer's is wider than a screen of 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of signedOutPages) await expectNoSidewaysScroll(page, path);
  const { organizer, uid } = await busyOrganizer();
  await startSession(page, organizer);
  for (const path of [...signedInPages, `/bookings/${uid}`]) await expectNoSidewaysScroll(page, path);
  await new RunLogPage(page).open("Text a confirmation");
  await expectNoSidewaysScroll(page, `${new URL(page.url()).pathname}?period=chosen`);
  const booking = new OrganizerBookingPage(page);
  await booking.open(uid);
  await booking.askToCancel();
  await expect(booking.cancelDialog.getByRole("button", { name: "Keep it" })).toBeInViewport();
});

test("a booking is found and its story opened with the keyboard alone", async ({ page }) => {
  const organizer = await newOrganizer();
  const { guest } = await bookWith(organizer);
  await startSession(page, organizer);
  const list = new BookingsPage(page);
  await list.open();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  const link = list.row(guest.name).getByRole("link");
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    if (await link.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(new OrganizerBookingPage(page).heading).toHaveText(guest.name);
});

async function expectNoSidewaysScroll(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, path).toBeLessThanOrEqual(0);
}
