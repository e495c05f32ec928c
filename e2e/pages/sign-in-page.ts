import type { Locator, Page } from "@playwright/test";

/** The page on which organizers sign in. */
export class SignInPage {
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.email = page.getByLabel("E-mail address");
    this.password = page.getByLabel("Password", { exact: true });
    this.submit = page.getByRole("button", { name: "Sign in" });
    this.alert = page.getByRole("main").getByRole("alert");
  }

  async open(next?: string): Promise<void> {
    await this.page.goto(next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
  }

  /** Enters what it is given and waits for nothing. */
  async signIn(organizer: { email: string; password: string }): Promise<void> {
    await this.email.fill(organizer.email);
    await this.password.fill(organizer.password);
    await this.submit.click();
  }
}

/** Gives the browser a session without going through the page. */
export async function startSession(
  page: Page,
  organizer: { email: string; password: string },
): Promise<void> {
  const { email, password } = organizer;
  const response = await page.request.post("/api/auth/sign-in/email", { data: { email, password } });
  if (!response.ok()) throw new Error(`Signing in was answered ${response.status()}.`);
}
