// `npm test`. Plain JavaScript: it runs before anything is installed.
import { prepareCheckout, root } from "./preparation/prepare-checkout.mjs";

try {
  await prepareCheckout();
  const { runSuite } = await import("./suite/run-suite.ts");
  process.exitCode = await runSuite(root, process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
  process.stdout.write("0 passed, 1 failed\n");
  process.exitCode = 1;
}
