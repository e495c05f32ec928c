import { expect, test } from "@playwright/test";
import { startSession } from "../pages/sign-in-page";
import { WorkflowPage } from "../pages/workflow-page";
import { newOrganizer } from "../support/new-organizer";
import { ownNumberOf } from "../support/own-number";
import { productUnderTest } from "../support/running-product";

test("a text that isn't saved yet is sent to oneself, its way is told, and it counts as a test", async ({
  page,
}) => {
  const organizer = await newOrganizer();
  const ownNumber = await ownNumberOf(organizer);
  await startSession(page, organizer);
  const form = new WorkflowPage(page);
  await form.startFrom("Confirmation");
  const step = form.step(1);
  await step.getByRole("textbox", { name: "Text", exact: true }).fill("Only a test, {ATTENDEE_NAME}");
  await step.getByRole("button", { name: "Send me this text" }).click();
  await expect(step.getByRole("status").filter({ hasText: "Delivered" })).toBeVisible({ timeout: 30_000 });
  const { sandboxUrl } = productUnderTest();
  const texts = await (await fetch(`${sandboxUrl}/sms/messages?to=${encodeURIComponent(ownNumber)}`)).json();
  expect(texts).toMatchObject([{ body: "Only a test, Alex Morgan", status: "delivered" }]);

  await page.goto("/messages?list=sent");
  const message = page.getByRole("article").filter({ hasText: ownNumber });
  await expect(message).toContainText("Test");
  await form.open();
  await expect(form.card("Text a confirmation")).toContainText("0 sent");
});
