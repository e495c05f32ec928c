import { expect, type Locator, type Page } from "@playwright/test";

/** A booking's own page. */
export class ManagePage {
  readonly headline: Locator;
  readonly messages: Locator;
  readonly cancelDialog: Locator;

  constructor(readonly page: Page) {
    this.headline = page.getByRole("heading", { level: 1 });
    this.messages = page.getByRole("listitem").filter({ hasText: /Text to|E-mail to/ });
    this.cancelDialog = page.getByRole("alertdialog", { name: "Cancel this booking?" });
  }

  async open(uid: string): Promise<void> {
    await this.page.goto(`/booking/${uid}`);
    await expect(this.headline).toBeVisible();
  }

  async cancel(reason: string): Promise<void> {
    await this.page.getByRole("button", { name: "Cancel booking" }).click();
    await this.cancelDialog.getByLabel("Why?").fill(reason);
    await this.cancelDialog.getByRole("button", { name: "Cancel booking" }).click();
    await expect(this.cancelDialog).toBeHidden();
  }

  async startMoving(): Promise<void> {
    await this.page.getByRole("link", { name: "Choose another time" }).click();
    await this.page.waitForURL(/\/reschedule/);
  }
}
