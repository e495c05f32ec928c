import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds wrong with the page as it stands, as "rule: element" lines. In the dark only colours differ from the
 * light, so only they are looked at again.
 */
export async function findAccessibilityFaults(
  page: Page,
  colorScheme: "light" | "dark" = "light",
): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
