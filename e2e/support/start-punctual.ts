import { ProductCopy } from "./product-copy";

/** What a person may have configured for their own copy: the copy under test has every part embedded. */
const embeddedOnly = {
  DATABASE_URL: "",
  PUBLIC_URL: "",
  INNGEST_DEV: "",
  INNGEST_BASE_URL: "",
  TWILIO_ACCOUNT_SID: "",
  TWILIO_MESSAGING_SERVICE_SID: "",
  SMTP_URL: "",
  SETUP_TOKEN: "",
};

/** Starts a copy of Punctual of the run's own, as a person would, and returns how to end it. */
export default async function startPunctual(): Promise<() => Promise<void>> {
  const copy = await ProductCopy.start(embeddedOnly);
  process.env.PUNCTUAL_E2E_BASE_URL = copy.product.baseUrl;
  process.env.PUNCTUAL_E2E_DATA_DIR = copy.dataDir;
  return () => copy.stop();
}
