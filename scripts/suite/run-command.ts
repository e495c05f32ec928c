import { spawn } from "node:child_process";

export type CommandOptions = {
  root: string;
  args: readonly string[];
  environment?: Record<string, string | undefined>;
  /** Whether a person sees the output as it comes; else it is returned. */
  shown?: boolean;
};

/** Runs Node on the arguments; -1 is the exit code of a process that a signal ended. */
export function runNode(options: CommandOptions): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...options.args], {
      cwd: options.root,
      env: { ...process.env, ...options.environment },
      stdio: options.shown ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ exitCode: code ?? -1, output: output.trim() }));
  });
}
