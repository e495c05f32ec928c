// Preloaded into every process that the supervisor starts. Their standard input is a pipe that the supervisor
// holds open and never writes to: it closes when the supervisor is gone, even by kill -9.
import { fstatSync } from "node:fs";

const graceMilliseconds = 500;

function leave() {
  setTimeout(() => process.exit(1), graceMilliseconds);
  process.kill(process.pid, "SIGTERM");
}

function isPipe() {
  try {
    const input = fstatSync(0);
    return input.isSocket() || input.isFIFO();
  } catch {
    return false;
  }
}

// Helpers of such a process may be given no input at all, which says nothing about the supervisor.
if (isPipe()) {
  process.stdin.on("end", leave).on("error", leave).resume();
  process.stdin.unref?.();
}
// The terminal sends this to the whole group; the supervisor stops the parts in its order.
process.on("SIGINT", () => undefined);
