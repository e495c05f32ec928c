import { expect, type Page, test } from "@playwright/test";
import { ApiDocsPage } from "../pages/api-docs-page";
import { BookingPage } from "../pages/booking-page";
import { ManagePage } from "../pages/manage-page";
import { readDemo } from "../support/demo";
import { findAccessibilityFaults } from "../support/find-accessibility-faults";
import { newGuest } from "../support/guests";

const eventType = () => {
  const [, withoutPhone] = readDemo().eventTypes;
  if (!withoutPhone) throw new Error("The copy has no second event type.");
  return withoutPhone;
};

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page that people book on has accessibility faults, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const booking = new BookingPage(page);
    const faults: Record<string, string[]> = {};
    const look = async (what: string) => {
      faults[what] = await findAccessibilityFaults(page, colorScheme);
    };
    await page.goto("/");
    await look("start");
    await page.goto(`/${readDemo().organizer.username}`);
    await look("organizer");
    await page.goto("/no/such/page/here");
    await look("missing page");
    await new ApiDocsPage(page).open();
    await look("API docs");
    await booking.open(eventType().url);
    await look("times");
    await page.getByRole("button", { name: /^Time zone/ }).click();
    await expect(page.getByRole("option").first()).toBeVisible();
    await look("zones");
    await page.keyboard.press("Escape");
    await booking.turnToNextMonth();
    await booking.chooseTime(colorScheme === "light" ? 3 : 9);
    await booking.confirm.click();
    await look("details with errors");
    await booking.book(newGuest());
    const manage = new ManagePage(page);
    await expect(manage.headline).toHaveText("You’re booked");
    await look("booked");
    await page.getByRole("button", { name: "Cancel booking" }).click();
    await expect(manage.cancelDialog).toBeVisible();
    await look("cancel dialog");
    await manage.cancelDialog.getByRole("button", { name: "Cancel booking" }).click();
    await expect(manage.headline).toHaveText("This booking is cancelled");
    await look("cancelled");
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  });
}

test("nothing is wider than a screen of 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const booking = new BookingPage(page);
  await page.goto("/");
  await expectNoSidewaysScroll(page);
  await new ApiDocsPage(page).open();
  await expectNoSidewaysScroll(page);
  await page.goto(`/${readDemo().organizer.username}`);
  await expectNoSidewaysScroll(page);
  await booking.open(eventType().url);
  await expectNoSidewaysScroll(page);
  await booking.turnToNextMonth();
  await booking.chooseTime(6);
  await booking.confirm.click();
  await expectNoSidewaysScroll(page);
  await booking.book(newGuest());
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
  await expectNoSidewaysScroll(page);
});

test("a booking is made with the keyboard alone", async ({ page }) => {
  const booking = new BookingPage(page);
  const guest = newGuest();
  await booking.open(eventType().url);
  const month = await booking.days.getAttribute("aria-label");
  await tabUntil(page, ({ name }) => name === "Next");
  await page.keyboard.press("Enter");
  await expect(booking.days).not.toHaveAttribute("aria-label", String(month));
  const firstFree = await tabUntil(page, ({ isInGrid }) => isInGrid);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focused(page)).name).not.toBe(firstFree.name);
  await tabUntil(page, ({ name }) => /^\d\d:\d\d$/.test(name));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your details" })).toBeFocused();
  await tabUntil(page, ({ name }) => name === "Your name");
  await page.keyboard.type(guest.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(guest.email);
  await page.keyboard.press("Enter");
  await booking.untilBooked();
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

type Focused = { name: string; isInGrid: boolean };

/** What has the focus: the name it goes by, and whether it is a day of the month. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return {
      name: label ?? element?.getAttribute("aria-label") ?? element?.textContent ?? "",
      isInGrid: element?.closest("[role=grid]") != null,
    };
  });
}

async function tabUntil(page: Page, isWanted: (focused: Focused) => boolean): Promise<Focused> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const found = await focused(page);
    if (isWanted(found)) return found;
  }
  throw new Error("Tab doesn't lead there.");
}
