import { expect, test } from "@playwright/test";
import { AvailabilityPage } from "../pages/availability-page";
import { startSession } from "../pages/sign-in-page";
import { findAccessibilityFaults } from "../support/find-accessibility-faults";
import { newOrganizer } from "../support/new-organizer";

test.beforeEach(async ({ page }) => {
  await startSession(page, await newOrganizer());
});

const nextYear = new Date().getFullYear() + 1;

test("hours across midnight are said to be, shown in the week before they are saved, and kept", async ({
  page,
}) => {
  const schedule = new AvailabilityPage(page);
  await schedule.create("Evenings");
  await page.getByRole("button", { name: "Add hours on Saturday" }).click();
  await schedule.enterTime("Saturday, from", "22", "00");
  await schedule.enterTime("Saturday, to", "02", "00");
  await expect(page.getByText("until the next day")).toBeVisible();
  await expect(schedule.preview.getByText("22:00 – midnight")).toBeVisible();
  await expect(schedule.preview.getByText("00:00 – 02:00")).toBeVisible();
  await schedule.saveChanges();
  await page.reload();
  await expect(page.getByText("until the next day")).toBeVisible();
});

test("a day has several hours, and they are copied to other days", async ({ page }) => {
  const schedule = new AvailabilityPage(page);
  await schedule.create("Split days");
  await page.getByRole("button", { name: "Add hours on Monday" }).click();
  await expect(page.getByRole("group", { name: "Monday, hours 2, from" })).toBeVisible();
  await page.getByRole("button", { name: "Copy Monday to other days" }).click();
  await page.getByRole("dialog").getByText("Sunday").click();
  await page.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("group", { name: "Sunday, hours 2, from" })).toBeVisible();
  await page.getByRole("button", { name: "Remove Sunday, hours 1" }).click();
  await expect(page.getByRole("group", { name: "Sunday, from" })).toBeVisible();
  await schedule.saveChanges();
});

test("a date is closed, and the week shows it", async ({ page }) => {
  const schedule = new AvailabilityPage(page);
  await schedule.create("Holidays");
  await schedule.enterDate("Date", `${nextYear}-12-24`);
  await schedule.section("Dates with other hours").getByRole("button", { name: "Closed" }).click();
  await expect(schedule.section("Dates with other hours").getByRole("heading", { level: 3 })).toContainText(
    `24 December, ${nextYear} · Closed`,
  );
  await schedule.saveChanges();
  await page.reload();
  await expect(schedule.section("Dates with other hours")).toContainText("24 December");
});

test("another schedule becomes the default, and the old one is deleted with what used it moved", async ({
  page,
}) => {
  const availability = new AvailabilityPage(page);
  await availability.create("Mornings");
  await availability.open();
  await page.getByRole("button", { name: "Make Mornings the default" }).click();
  await expect(page.getByText("“Mornings” is the default now.")).toBeVisible();
  await page.getByRole("link", { name: "Working hours", exact: true }).click();
  await page.getByRole("button", { name: "Delete this schedule" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("These event types go by “Mornings” from then on.");
  await expect(question).toContainText("30 minute meeting");
  await question.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Availability" })).toBeVisible();
  await expect(availability.schedule("Working hours")).toHaveCount(0);
  await expect(availability.schedule("Mornings")).toContainText("2 event types");
});

test("dates away are added with a note and removed again", async ({ page }) => {
  const availability = new AvailabilityPage(page);
  await availability.open();
  await page.getByRole("button", { name: "Add dates away" }).click();
  await availability.enterDate("First date", `${nextYear}-08-03`);
  await availability.enterDate("Last date", `${nextYear}-08-14`);
  await page.getByRole("dialog").getByLabel("Note").fill("By the sea");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await expect(availability.section("Out of office")).toContainText("By the sea");
  await expect(availability.section("Out of office")).toContainText("14 August");
  await availability
    .section("Out of office")
    .getByRole("button", { name: /^Be available again/ })
    .click();
  await expect(availability.section("Out of office")).toContainText("No dates away.");
});

test("a trip is kept with its zone, and one on the same dates is refused at its date", async ({ page }) => {
  const availability = new AvailabilityPage(page);
  await availability.open();
  const addTrip = async () => {
    await page.getByRole("button", { name: "Add a trip" }).click();
    await availability.enterDate("First date", `${nextYear}-05-03`);
    await availability.enterDate("Last date", `${nextYear}-05-09`);
    const zone = page.getByRole("dialog").getByRole("combobox", { name: "Time zone" });
    await zone.fill("Tokyo");
    await expect(page.getByRole("option", { name: /Tokyo/ })).toBeVisible();
    // By keys, since a click may have to scroll, which closes the list.
    await zone.press("ArrowDown");
    await zone.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  };
  await addTrip();
  await expect(availability.section("Travel")).toContainText("Tokyo time");
  await addTrip();
  await expect(page.getByText("You have another trip on these dates.")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages have no accessibility faults and fit 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    const availability = new AvailabilityPage(page);
    await availability.open();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await availability.create("Accessible");
    await page.getByRole("button", { name: "Add hours on Monday" }).click();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
}
