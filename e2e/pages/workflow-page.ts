import { expect, type Locator, type Page } from "@playwright/test";

/** The organizer's workflows and the form of one. */
export class WorkflowPage {
  readonly save: Locator;
  readonly sentence: Locator;
  /** What saving or switching changes, before it does. */
  readonly question: Locator;

  constructor(readonly page: Page) {
    this.save = page.getByRole("button", { name: "Save", exact: true });
    this.sentence = page.getByRole("region", { name: "In short" });
    this.question = page.getByRole("dialog");
  }

  async open(): Promise<void> {
    await this.page.goto("/workflows");
    await expect(this.page.getByRole("heading", { level: 1, name: "Workflows" })).toBeVisible();
  }

  /** Opens the form with a ready-made workflow. */
  async startFrom(name: string): Promise<void> {
    await this.open();
    await this.page.getByRole("region", { name: "Ready-made workflows" }).getByRole("link", { name }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: "New workflow" })).toBeVisible();
  }

  card(name: string): Locator {
    return this.page.getByRole("article", { name, exact: true });
  }

  step(number: number): Locator {
    return this.page.getByRole("region", { name: `Step ${number}`, exact: true });
  }

  /** Saves what is in the form and agrees to what that changes; returns what was said about it. */
  async saveAndConfirm(): Promise<string> {
    await this.save.click();
    const words = await this.question.getByText(/^(This|Nothing changes)/).innerText();
    await this.question.getByRole("button", { name: "Save it" }).click();
    await expect(this.question).toBeHidden();
    return words;
  }
}
