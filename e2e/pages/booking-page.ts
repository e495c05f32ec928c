import { expect, type Locator, type Page } from "@playwright/test";

export type Guest = { name: string; email: string; phone?: string; notes?: string };

/** The page on which people book one kind of meeting, and its twin on which they move a booking. */
export class BookingPage {
  readonly times: Locator;
  readonly days: Locator;
  readonly confirm: Locator;
  readonly move: Locator;
  /** Says until when the chosen time is held. */
  readonly held: Locator;
  /** Says why the chosen time is gone. */
  readonly refusal: Locator;

  constructor(readonly page: Page) {
    this.times = page.getByRole("button", { name: /^\d{1,2}:\d{2}( [AP]M)?$/i });
    this.days = page.getByRole("grid");
    this.confirm = page.getByRole("button", { name: "Confirm booking" });
    this.move = page.getByRole("button", { name: "Move booking" });
    this.held = page.getByText(/^We hold it for you until \d\d:\d\d\.$/);
    this.refusal = page.locator("main").getByRole("alert");
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.times.first()).toBeVisible();
  }

  /** Turns to the next month and waits for its times, so that a text due a day before lies ahead. */
  async turnToNextMonth(): Promise<void> {
    const month = await this.days.getAttribute("aria-label");
    await this.page.getByRole("button", { name: "Next" }).first().click();
    await expect(this.days).not.toHaveAttribute("aria-label", month ?? "");
    await expect(this.times.first()).toBeVisible();
  }

  /** Chooses a free time of the day shown, the first unless told, and returns what its button said. */
  async chooseTime(index = 0): Promise<string> {
    const time = this.times.nth(index);
    const label = (await time.textContent()) ?? "";
    await time.click();
    await expect(this.page.getByRole("heading", { name: /Your details|Move to this time/ })).toBeFocused();
    return label;
  }

  async fillIn(guest: Guest): Promise<void> {
    await this.page.getByLabel("Your name").fill(guest.name);
    await this.page.getByLabel("E-mail").fill(guest.email);
    if (guest.phone !== undefined) await this.page.getByLabel("Phone").fill(guest.phone);
    if (guest.notes !== undefined) await this.page.getByLabel(/should know/).fill(guest.notes);
  }

  /** Books and returns the uid that the booking's own page has in its address. */
  async book(guest: Guest): Promise<string> {
    await this.fillIn(guest);
    await this.confirm.click();
    return this.untilBooked();
  }

  async untilBooked(): Promise<string> {
    await this.page.waitForURL(/\/booking\/[\w-]+(\?|$)/);
    return new URL(this.page.url()).pathname.split("/")[2] ?? "";
  }

  /** Reservations fail from now on, and whoever books has to do without. */
  async loseReservations(): Promise<void> {
    await this.page.route("**/api/trpc/reservation.*", (route) => route.abort());
  }

  /** The instant of the chosen time, from the page's address. */
  chosenInstant(): string | null {
    return new URL(this.page.url()).searchParams.get("time");
  }

  async chooseTimeZone(typed: string, place: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Time zone/ }).click();
    await this.page.getByRole("combobox", { name: /Search/ }).fill(typed);
    await this.page.getByRole("option", { name: place }).first().click();
    await expect(this.page.getByRole("button", { name: `Time zone: ${place}` })).toBeVisible();
  }
}
