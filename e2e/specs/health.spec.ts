import { expect, test } from "@playwright/test";
import { readDemo } from "../support/demo";

test("a fresh copy is healthy in every part and offers its event types", async ({ page, request }) => {
  const health = await request.get("/api/health");
  expect(await health.json()).toMatchObject({ status: "ok" });
  const [first] = readDemo().eventTypes;
  await page.goto(String(first?.url));
  await expect(page.getByRole("heading").first()).toBeVisible();
});
