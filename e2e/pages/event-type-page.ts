import { expect, type Locator, type Page } from "@playwright/test";

/** The organizer's event types and the form of one. */
export class EventTypePage {
  readonly preview: Locator;
  readonly save: Locator;

  constructor(readonly page: Page) {
    this.preview = page.getByRole("complementary", { name: "Preview" });
    this.save = page.getByRole("button", { name: "Save" });
  }

  /** Creates an event type and waits for its form. */
  async create(title: string): Promise<void> {
    await this.page.goto("/event-types");
    await this.page.getByRole("button", { name: "New event type" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New event type" });
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByRole("button", { name: "Create" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name });
  }

  /** Enters a number, which counts once its field is left. */
  async enter(label: string, amount: number): Promise<void> {
    const field = this.page.getByRole("textbox", { name: label });
    await field.fill(String(amount));
    await field.blur();
  }

  async saveChanges(): Promise<void> {
    await this.save.click();
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
  }

  /** How many times the preview offers on each of its seven days. */
  async timesPerDay(): Promise<string[]> {
    return this.preview.getByRole("listitem").locator("p:first-child span:last-child").allInnerTexts();
  }
}
