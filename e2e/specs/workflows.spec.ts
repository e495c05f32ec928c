import { expect, test } from "@playwright/test";
import { startSession } from "../pages/sign-in-page";
import { WorkflowPage } from "../pages/workflow-page";
import { bookWith } from "../support/book-with";
import { findAccessibilityFaults } from "../support/find-accessibility-faults";
import { newOrganizer, type TestOrganizer } from "../support/new-organizer";

let organizer: TestOrganizer;

test.beforeEach(async ({ page }) => {
  organizer = await newOrganizer();
  await startSession(page, organizer);
});

test("a ready-made workflow is saved once it is clear what it adds, and an edit once it is clear what it moves", async ({
  page,
}) => {
  await bookWith(organizer, { place: 40 });
  const form = new WorkflowPage(page);
  await form.startFrom("Follow-up");
  await expect(form.sentence).toContainText("E-mail the attendee 1 hour after every meeting");
  expect(await form.saveAndConfirm()).toBe("This adds 1 message, for 1 upcoming booking.");
  await expect(page).toHaveURL(/\/workflows\/\d+$/);

  const amount = page.getByRole("textbox", { name: "How long" });
  await amount.fill("3");
  await amount.blur();
  await expect(form.sentence).toContainText("3 hours after");
  expect(await form.saveAndConfirm()).toBe("This moves 1 message, for 1 upcoming booking.");
  await expect(page.getByText("All upcoming bookings follow it now.")).toBeVisible({ timeout: 20_000 });
  await form.open();
  await expect(form.card("Follow-up")).toContainText("3 hours after every meeting");
  await expect(form.card("Follow-up")).toContainText("On for all event types");
});

test("what is wrong is told at its field, and a variable that stands for nothing with the one that was meant", async ({
  page,
}) => {
  const form = new WorkflowPage(page);
  await form.startFrom("Confirmation");
  const text = form.step(1).getByRole("textbox", { name: "Text", exact: true });
  await text.fill("");
  await form.save.click();
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(text).toBeFocused();
  await text.fill("Hi {ATENDEE_NAME}, see you");
  await form.step(1).getByRole("button", { name: "Use {ATTENDEE_NAME} instead" }).click();
  await expect(text).toHaveValue("Hi {ATTENDEE_NAME}, see you");
  await expect(form.step(1).getByRole("figure")).toContainText("Hi Alex Morgan, see you");
  await expect(form.step(1)).toContainText("Sent as 1 text");
  await text.fill("Здравствуйте");
  await expect(form.step(1)).toContainText("“З” isn’t in the alphabet of texts");
  await form.step(1).getByRole("button", { name: "Insert a variable" }).click();
  await page.getByPlaceholder("Name, date, link").fill("first name");
  await page.getByRole("menuitem", { name: /Their first name/ }).click();
  await expect(text).toHaveValue("Здравствуйте{ATTENDEE_FIRST_NAME}");
});

test("a text may be followed by an e-mail, which the sentence and the plan tell", async ({ page }) => {
  const form = new WorkflowPage(page);
  await form.startFrom("Confirmation");
  const step = form.step(1);
  await step.getByText("Send an e-mail instead").click();
  const minutes = step.getByRole("textbox", { name: "Minutes to wait for the receipt" });
  await expect(minutes).toHaveValue("10");
  await minutes.fill("20");
  await minutes.blur();
  const words = "If the text isn’t delivered within 20 minutes, an e-mail goes out instead.";
  await expect(form.sentence).toContainText(words);
  await step.getByRole("textbox", { name: /^Subject of the e-mail/ }).fill("In case the text is lost");
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await form.saveAndConfirm();
  await expect(page).toHaveURL(/\/workflows\/\d+$/);
  await page.reload();
  await expect(minutes).toHaveValue("20");
  await page.goto("/workflows/preview");
  await expect(page.getByRole("article", { name: "Confirmation", exact: true })).toContainText(words);
});

test("a workflow is switched off once it is clear what that calls off", async ({ page }) => {
  await bookWith(organizer, { place: 40 });
  const list = new WorkflowPage(page);
  await list.open();
  const card = page.getByRole("article").filter({ hasText: "before every meeting" });
  await card.getByText("On", { exact: true }).click();
  await expect(list.question).toContainText("This calls off 1 message, for 1 upcoming booking.");
  await list.question.getByRole("button", { name: "Switch it off" }).click();
  await expect(card).toContainText("Off: nothing is sent");
  await expect(card).toContainText("All upcoming bookings follow it now.", { timeout: 20_000 });
});

test("a change from elsewhere is told, and mine can be saved over it", async ({ page }) => {
  const form = new WorkflowPage(page);
  await form.startFrom("Moved meeting");
  await form.saveAndConfirm();
  await expect(page).toHaveURL(/\/workflows\/\d+$/);
  const other = new WorkflowPage(await page.context().newPage());
  await other.page.goto(page.url());
  await other.page.getByRole("textbox", { name: "Name" }).fill("Theirs");
  await other.saveAndConfirm();
  await expect(other.page.getByRole("heading", { level: 1, name: "Theirs" })).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill("Mine");
  await form.save.click();
  await expect(page.getByText("This workflow was changed elsewhere")).toBeVisible();
  await page.getByRole("button", { name: "Keep mine, to save over it" }).click();
  await form.saveAndConfirm();
  await expect(page.getByRole("heading", { level: 1, name: "Mine" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the form has no accessibility faults and fits 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const form = new WorkflowPage(page);
    await form.startFrom("Reminder a day before");
    // The first field at fault takes the focus; a list that opens by itself would hide the page from the check.
    for (const kind of [
      "Answer to a question",
      "Day and time of the meeting",
      "Country of the phone number",
    ]) {
      await page.getByRole("button", { name: "Add a condition" }).click();
      await page.getByRole("menuitem", { name: kind }).click();
    }
    await form.save.click();
    await expect(page.getByText(/fields need a look/)).toBeVisible();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test("what it would have sent is told before it is saved, and Back asks before that is lost", async ({
  page,
}) => {
  await bookWith(organizer);
  const form = new WorkflowPage(page);
  await form.startFrom("Confirmation");
  await expect(form.step(1)).toContainText(/Costs an estimated .+ \(United States\)/);
  await page.getByRole("button", { name: "Try it on last month" }).click();
  const report = page.getByRole("region", { name: "Would have sent" });
  await expect(report).toContainText("1 message for 1 booking.");
  await expect(report).toContainText(/an estimated .+ for \d segments?/);

  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Mine");
  await page.goBack();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Back" }).click();
  await expect(name).toHaveValue("Mine");
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Workflows" })).toBeVisible();
});
