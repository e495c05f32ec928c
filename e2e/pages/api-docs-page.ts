import type { Locator, Page } from "@playwright/test";

/** The page on which the API is read about and tried. */
export class ApiDocsPage {
  readonly key: Locator;

  constructor(private readonly page: Page) {
    this.key = page.getByRole("textbox", { name: /^Your API key/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/docs/api");
  }

  /** By its method and path: "POST /v2/bookings". */
  operation(name: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`${name.replaceAll(/[{}]/g, "\\$&")}$`) });
  }

  /** Fills in the form of an operation and sends it. */
  async tryOut(name: string, values: Record<string, string> = {}): Promise<void> {
    const operation = this.operation(name);
    await operation.getByRole("button", { name: /^Try it/ }).click();
    for (const [label, value] of Object.entries(values)) {
      await operation.getByRole("textbox", { name: label, exact: true }).fill(value);
    }
    await operation.getByRole("button", { name: /^Send/ }).click();
  }
}
