import { expect, type Locator, type Page } from "@playwright/test";

/** The organizer's lists of bookings. */
export class BookingsPage {
  readonly heading: Locator;
  readonly search: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Bookings" });
    this.search = page.getByRole("searchbox");
    this.rows = page.getByRole("main").getByRole("article");
  }

  async open(): Promise<void> {
    await this.page.goto("/bookings");
    await expect(this.heading).toBeVisible();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  list(name: "Upcoming" | "Requests" | "Past" | "Cancelled"): Locator {
    return this.page.getByRole("navigation", { name: "Lists of bookings" }).getByRole("link", { name });
  }
}
