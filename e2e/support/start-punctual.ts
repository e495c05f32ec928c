import { ProductCopy } from "./product-copy";

/** Starts a copy of Punctual of the run's own, as a person would, and returns how to end it. */
export default async function startPunctual(): Promise<() => Promise<void>> {
  const copy = await ProductCopy.start({ WEBHOOK_ALLOWED_HOSTS: "127.0.0.1" });
  process.env.PUNCTUAL_E2E_BASE_URL = copy.product.baseUrl;
  process.env.PUNCTUAL_E2E_DATA_DIR = copy.dataDir;
  return () => copy.stop();
}
