import path from "node:path";

/** What the environment asks of this copy of Punctual. */
export type Settings = {
  host: string;
  port: number;
  /** Where this machine reaches the application, whatever address it listens on. */
  localUrl: string;
  /** The address in links, callbacks and signatures. */
  publicUrl: string;
  dataDir: string;
  dev: boolean;
  logLevel: string;
  /** Set when the database is somebody else's. */
  databaseUrl: string | undefined;
  sandboxServesSms: boolean;
  sandboxServesMail: boolean;
  engineIsEmbedded: boolean;
};

type Environment = Record<string, string | undefined>;

/** @throws Error that names the variable at fault. */
export function readSettings(environment: Environment, options: { root: string; dev: boolean }): Settings {
  const given = (name: string) => environment[name]?.trim() || undefined;
  const host = given("HOST") ?? "127.0.0.1";
  const port = Number(given("PORT") ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535; it is ${given("PORT")}.`);
  }
  const localHost = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const localUrl = `http://${localHost.includes(":") ? `[${localHost}]` : localHost}:${port}`;
  return {
    host,
    port,
    localUrl,
    publicUrl: (given("PUBLIC_URL") ?? localUrl).replace(/\/$/, ""),
    dataDir: path.resolve(options.root, given("PUNCTUAL_DATA_DIR") ?? ".data"),
    dev: options.dev,
    logLevel: given("LOG_LEVEL") ?? "info",
    databaseUrl: given("DATABASE_URL"),
    sandboxServesSms: !given("TWILIO_ACCOUNT_SID") && !given("SMS_HTTP_URL"),
    sandboxServesMail: !given("SMTP_URL"),
    engineIsEmbedded: !given("INNGEST_DEV") && !given("INNGEST_BASE_URL"),
  };
}
