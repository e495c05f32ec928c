import { expect, type Locator, type Page } from "@playwright/test";

/** The organizer's schedules, the form of one, and their dates away. */
export class AvailabilityPage {
  readonly preview: Locator;
  readonly save: Locator;

  constructor(readonly page: Page) {
    this.preview = page.getByRole("complementary", { name: "Preview" });
    this.save = page.getByRole("button", { name: "Save" });
  }

  async open(): Promise<void> {
    await this.page.goto("/availability");
    await expect(this.page.getByRole("heading", { level: 1, name: "Availability" })).toBeVisible();
  }

  /** Creates a schedule and waits for its form. */
  async create(name: string): Promise<void> {
    await this.open();
    await this.page.getByRole("button", { name: "New schedule" }).click();
    const dialog = this.page.getByRole("dialog", { name: "New schedule" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name });
  }

  schedule(name: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** Types a time of a day's hours, such as "Saturday, to", in hours and minutes. */
  async enterTime(name: string, hours: string, minutes: string): Promise<void> {
    const field = this.page.getByRole("group", { name, exact: true });
    await field.getByRole("spinbutton", { name: /^hour/ }).click();
    await this.page.keyboard.type(hours);
    await field.getByRole("spinbutton", { name: /^minute/ }).click();
    await this.page.keyboard.type(minutes);
  }

  /** Types a date, "YYYY-MM-DD", part by part. */
  async enterDate(label: string, on: string): Promise<void> {
    const [year = "", month = "", day = ""] = on.split("-");
    const field = this.page.getByRole("group", { name: label, exact: true });
    for (const [part, typed] of [
      ["day", day],
      ["month", month],
      ["year", year],
    ] as const) {
      await field.getByRole("spinbutton", { name: new RegExp(`^${part}`) }).click();
      await this.page.keyboard.type(typed);
    }
  }

  async saveChanges(): Promise<void> {
    await this.save.click();
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
  }
}
