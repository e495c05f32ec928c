import { expect, type Locator, type Page } from "@playwright/test";

/** The organizer's settings. */
export class SettingsPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/settings");
    await expect(this.page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  }

  section(
    name: "Profile" | "Numbers and addresses" | "Sending" | "Password" | "API keys" | "This device",
  ): Locator {
    return this.page.getByRole("region", { name });
  }

  /** Creates a key and returns its text as it is shown this once. */
  async createKey(name: string): Promise<string> {
    await this.section("API keys").getByRole("button", { name: "Create a key" }).click();
    await this.page.getByRole("dialog").getByLabel("Name").fill(name);
    await this.page.getByRole("button", { name: "Create the key" }).click();
    const shown = this.page.getByRole("alertdialog", { name: `The key “${name}”` });
    const text = await shown.getByText(/^cal_live_/).innerText();
    await shown.getByRole("button", { name: "I’ve kept it" }).click();
    return text;
  }

  async revokeKey(name: string): Promise<void> {
    await this.section("API keys")
      .getByRole("button", { name: `Revoke ${name}` })
      .click();
    await this.page.getByRole("button", { name: "Revoke the key" }).click();
    await expect(this.page.getByText(`The key “${name}” no longer works.`)).toBeVisible();
  }
}
