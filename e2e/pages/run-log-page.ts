import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";

/** What one workflow owed, and what became of it. */
export class RunLogPage {
  readonly search: Locator;
  readonly messages: Locator;

  constructor(readonly page: Page) {
    this.search = page.getByRole("searchbox", { name: "Recipient or booking" });
    this.messages = page.getByRole("list", { name: "Messages" }).getByRole("article");
  }

  /** Opens the log of a workflow by way of the list. */
  async open(workflow: string): Promise<void> {
    await this.page.goto("/workflows");
    await this.page.getByRole("link", { name: `Run log of ${workflow}` }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: "Run log" })).toBeVisible();
  }

  outcome(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Outcomes" }).getByRole("link", { name });
  }

  /** Exports what is shown; the file's name and its lines. */
  async exported(): Promise<{ fileName: string; lines: string[] }> {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Export as CSV" }).click();
    const file = await download;
    const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
    return { fileName: file.suggestedFilename(), lines: lines.filter((line) => line !== "") };
  }
}
