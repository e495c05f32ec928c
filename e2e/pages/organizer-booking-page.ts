import { expect, type Locator, type Page } from "@playwright/test";

/** One booking as its organizer sees it. */
export class OrganizerBookingPage {
  readonly header: Locator;
  readonly heading: Locator;
  readonly timeline: Locator;
  readonly cancelDialog: Locator;

  constructor(readonly page: Page) {
    this.header = page.locator("main header");
    this.heading = page.getByRole("heading", { level: 1 });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.cancelDialog = page.getByRole("alertdialog", { name: "Cancel this booking?" });
  }

  async open(uid: string): Promise<void> {
    await this.page.goto(`/bookings/${uid}`);
    await expect(this.heading).toBeVisible();
  }

  message(name: string): Locator {
    return this.page
      .getByRole("region", { name: "Messages" })
      .getByRole("article")
      .filter({ has: this.page.getByRole("heading", { name }) });
  }

  async askToCancel(): Promise<void> {
    await this.page.getByRole("button", { name: "Cancel booking" }).click();
    await expect(this.cancelDialog).toBeVisible();
  }

  async confirmCancel(reason: string): Promise<void> {
    await this.cancelDialog.getByLabel("Reason").fill(reason);
    await this.cancelDialog.getByRole("button", { name: "Cancel the booking" }).click();
    await expect(this.cancelDialog).toBeHidden();
  }
}
