import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const demoSchema = z.object({
  organizer: z.object({ username: z.string(), email: z.string(), password: z.string() }),
  apiKey: z.string(),
  eventTypes: z.array(z.object({ url: z.string() })),
});

export type PanelInput = {
  dataDir: string;
  publicUrl: string;
  setupUrl: string | undefined;
  sandboxUrl: string | undefined;
  runsUrl: string | undefined;
  logFile: string;
};

/** The lines that tell a person where everything is, once it runs. */
export async function describeProduct(input: PanelInput): Promise<string> {
  const demo = await readDemo(input.dataDir);
  const rows: [string, string | undefined][] = [
    ["Punctual", input.publicUrl],
    ["First visit", input.setupUrl],
    ["Book a time", demo?.eventTypes[0]?.url],
    ["Organizer", demo && `${demo.organizer.email}  ${demo.organizer.password}`],
    ["API key", demo?.apiKey],
    ["Phones", input.sandboxUrl],
    ["Runs", input.runsUrl],
    ["Log", path.relative(process.cwd(), input.logFile)],
  ];
  const lines = rows.filter(([, value]) => value).map(([label, value]) => `  ${label.padEnd(12)}${value}`);
  return `\n${lines.join("\n")}\n\n  Ctrl-C stops it.\n`;
}

async function readDemo(dataDir: string): Promise<z.output<typeof demoSchema> | undefined> {
  const text = await readFile(path.join(dataDir, "demo.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : demoSchema.parse(JSON.parse(text));
}
