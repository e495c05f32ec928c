import { expect, test } from "@playwright/test";
import { BookingPage } from "../pages/booking-page";
import { readDemo } from "../support/demo";

const bookingUrl = () => String(readDemo().eventTypes[0]?.url);

test("pages let only their own scripts run and are kept out of search engines", async ({ page, request }) => {
  const [first, second] = [await request.get(bookingUrl()), await request.get(bookingUrl())];
  const policies = [first, second].map((response) => response.headers()["content-security-policy"] ?? "");
  const scripts = policies.map((policy) => /script-src ([^;]+)/.exec(policy)?.[1]);
  expect(scripts[0]).toMatch(/^'self' 'nonce-[^']+' 'strict-dynamic'$/);
  expect(scripts[0]).not.toBe(scripts[1]);
  await page.goto(bookingUrl());
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, nofollow");
});

test("the first month is in the page before any script runs", async ({ browser }) => {
  const withoutScripts = await browser.newPage({ javaScriptEnabled: false });
  await withoutScripts.goto(bookingUrl());
  await expect(withoutScripts.getByRole("heading", { level: 1 })).toBeVisible();
  const days = withoutScripts.getByRole("grid").getByRole("button");
  expect(await days.and(withoutScripts.locator(":not([aria-disabled])")).count()).toBeGreaterThan(0);
  await withoutScripts.close();
});

for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"]) {
  test(`the page is taken over without a fault where the day is another, in ${timezoneId}`, async ({
    browser,
  }) => {
    const page = await browser.newPage({ timezoneId, locale: "de-DE" });
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(error.message));
    await new BookingPage(page).open(bookingUrl());
    expect(faults).toEqual([]);
    await page.close();
  });
}
