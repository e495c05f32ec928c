// `npm start`. Plain JavaScript: it runs before anything is installed.
import { prepareCheckout, root } from "./preparation/prepare-checkout.mjs";

try {
  await prepareCheckout();
  const { startProduct } = await import("./supervisor/start-product.ts");
  await startProduct({ root, dev: process.argv.includes("--dev") });
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
