import path from "node:path";
import {
  applicationEnvironment,
  type ChildEnvironmentInput,
  engineEnvironment,
  sandboxEnvironment,
} from "./child-environment";
import { childPart } from "./child-part";
import type { Part } from "./kept-part";
import type { RotatingLog } from "./rotating-log";

export type PartContext = { root: string; log: RotatingLog; input: ChildEnvironmentInput };

export function sandboxPart({ root, log, input }: PartContext): Part {
  return childPart({
    name: "Sandbox",
    root,
    log,
    args: ["--import", "tsx", "sandbox/main.ts"],
    environment: sandboxEnvironment(input),
    healthUrl: `http://127.0.0.1:${input.ports.sandboxHttp}/health`,
  });
}

export function enginePart({ root, log, input }: PartContext): Part {
  return childPart({
    name: "Embedded engine",
    root,
    log,
    args: ["--import", "tsx", "inngest/engine/main.ts"],
    environment: engineEnvironment(input),
    healthUrl: `http://127.0.0.1:${input.ports.engine}/health`,
  });
}

export function applicationPart({ root, log, input }: PartContext): Part {
  const { dev, host, port, localUrl } = input.settings;
  const next = path.join(root, "node_modules/next/dist/bin/next");
  return childPart({
    name: "Application",
    root,
    log,
    args: [next, dev ? "dev" : "start", "--hostname", host, "--port", String(port)],
    environment: applicationEnvironment(input),
    healthUrl: `${localUrl}/api/health`,
    // It serves while another part is still missing, and says so itself.
    isServing: (status) => status === 200 || status === 503,
  });
}
