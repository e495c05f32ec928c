import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { migrateDatabase } from "@/db/migrate";
import { readEnvironment } from "@/server/platform/env";
import { systemRandom } from "@/server/platform/random";
import { buildApplication } from "../preparation/build-application";
import { step } from "../preparation/step.mjs";
import { applicationEnvironment, type ChildEnvironmentInput, runsUrl, sandboxUrl } from "./child-environment";
import { claimPlace } from "./claim-place";
import { describeProduct } from "./panel";
import { PortBook } from "./port-book";
import { postgresPart } from "./postgres-part";
import { applicationPart, enginePart, sandboxPart } from "./product-parts";
import { RotatingLog } from "./rotating-log";
import { RunningProduct } from "./running-product";
import { loadSecrets, type Secrets } from "./secrets";
import { readSettings, type Settings } from "./settings";
import { makeSetupToken } from "./setup-token";
import { watchSources } from "./watch-sources";

const healthPatienceMilliseconds = 20_000;

type Start = {
  root: string;
  settings: Settings;
  secrets: Secrets;
  portBook: PortBook;
  log: RotatingLog;
  product: RunningProduct;
};

/**
 * Starts every part of the product in order and keeps it running until a signal ends this process.
 * @throws Error that names the part that can't start; the others are stopped by then.
 */
export async function startProduct(options: { root: string; dev: boolean }): Promise<void> {
  const { root, dev } = options;
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const settings = readSettings(process.env, { root, dev });
  const releasePlace = await claimPlace(settings);
  const product = new RunningProduct({ onStopped: releasePlace });
  try {
    if (!dev) await buildApplication(root);
    product.stopOnSignals();
    await startParts({
      root,
      settings,
      secrets: await loadSecrets(settings.dataDir, systemRandom),
      portBook: await PortBook.open(settings.dataDir),
      log: new RotatingLog(settings.dataDir),
      product,
    });
  } catch (error) {
    const asked = product.isStopping;
    await product.stop();
    if (!asked) throw error;
  }
}

async function startParts(start: Start): Promise<void> {
  const { settings, portBook, product, log } = start;
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(start));
  await step("Schema", () => bringSchemaUpToDate(databaseUrl));
  const ports = {
    sandboxHttp: await portBook.choose("sandboxHttp"),
    sandboxSmtp: await portBook.choose("sandboxSmtp"),
    engine: await portBook.choose("engine"),
  };
  const sandbox = sandboxUrl(settings, ports);
  const setupToken = await prepareFirstUse(start, databaseUrl, sandbox);
  const input: ChildEnvironmentInput = {
    inherited: process.env,
    settings,
    secrets: start.secrets,
    ports,
    databaseUrl,
    setupToken,
  };
  readEnvironment(applicationEnvironment(input));

  const context = { root: start.root, log, input };
  if (sandbox) await launchReloading(start, sandboxPart(context), "sandbox");
  if (settings.engineIsEmbedded) await launchReloading(start, enginePart(context), "inngest/engine");
  await product.launch(applicationPart(context));
  await reportHealth(settings, product);
  const panel = await describeProduct({
    dataDir: settings.dataDir,
    publicUrl: settings.publicUrl,
    setupUrl: setupToken && `${settings.publicUrl}/setup?token=${setupToken}`,
    sandboxUrl: sandbox,
    runsUrl: runsUrl(settings, ports, process.env),
    logFile: log.file,
  });
  process.stdout.write(panel);
}

async function startDatabase({ settings, secrets, portBook, log, product }: Start): Promise<string> {
  const part = postgresPart({
    dataDir: settings.dataDir,
    password: secrets.databasePassword,
    portBook,
    log,
  });
  await product.launch(part);
  return part.url();
}

async function bringSchemaUpToDate(databaseUrl: string): Promise<void> {
  try {
    await migrateDatabase(databaseUrl);
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new Error(
      `The schema of the database at ${new URL(databaseUrl).host} can't be brought up to date: ${reason}`,
    );
  }
}

/** Demo data in a database of our own; in somebody else's the token with which its owner sets up. */
async function prepareFirstUse(
  { settings }: Start,
  databaseUrl: string,
  sandbox: string | undefined,
): Promise<string | undefined> {
  if (settings.databaseUrl) {
    return makeSetupToken(databaseUrl, { given: process.env.SETUP_TOKEN, random: systemRandom });
  }
  const { createFirstStartData } = await import("../first-start");
  await step("First-start data", () =>
    createFirstStartData({
      databaseUrl,
      dataDir: settings.dataDir,
      baseUrl: settings.publicUrl,
      sandboxUrl: sandbox ?? null,
    }),
  );
  return undefined;
}

/** In development the part is started again when its sources change; the application reloads by itself. */
async function launchReloading(
  { settings, root, product }: Start,
  part: Parameters<RunningProduct["launch"]>[0],
  folder: string,
): Promise<void> {
  const kept = await product.launch(part);
  if (!settings.dev) return;
  watchSources(root, [folder, "server/platform"], () => void kept.restart());
}

/** Waits for all parts to work together, and says so when one doesn't; the product then serves what it can. */
async function reportHealth(settings: Settings, product: RunningProduct): Promise<void> {
  const giveUpAt = performance.now() + healthPatienceMilliseconds;
  for (let answer = ""; !product.isStopping; ) {
    try {
      const response = await fetch(`${settings.localUrl}/api/health`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      answer = (error as Error).message;
    }
    if (performance.now() > giveUpAt) {
      process.stdout.write(`\n  Not everything works yet. ${settings.localUrl}/api/health: ${answer}\n`);
      return;
    }
    await delay(100);
  }
}
