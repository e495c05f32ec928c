import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Random } from "@/server/platform/random";
import { writePrivateFile } from "./private-file";

const secretsSchema = z.object({
  databasePassword: z.string().min(1),
  betterAuthSecret: z.string().min(32),
  inngestEventKey: z.string().min(1),
  inngestSigningKey: z.string().min(1),
  twilioAccountSid: z.string().min(1),
  twilioAuthToken: z.string().min(1),
});

export type Secrets = z.output<typeof secretsSchema>;

/**
 * The secrets of this install, made on its first start and kept in `secrets.json`.
 * @throws Error when the file is there and can't be used: new secrets would lock us out of the database.
 */
export async function loadSecrets(dataDir: string, random: Random): Promise<Secrets> {
  const file = path.join(dataDir, "secrets.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text !== undefined) {
    const parsed = secretsSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new Error(`${file} is damaged. Restore it, or delete the whole data folder to start afresh.`);
  }
  const hex = (bytes: number) => Buffer.from(random.token(bytes), "base64url").toString("hex");
  const secrets: Secrets = {
    databasePassword: random.token(24),
    betterAuthSecret: random.token(32),
    inngestEventKey: random.token(24),
    inngestSigningKey: `signkey-prod-${hex(32)}`,
    twilioAccountSid: `AC${hex(16)}`,
    twilioAuthToken: hex(16),
  };
  await writePrivateFile(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
