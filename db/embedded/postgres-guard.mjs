// Runs one command and stops it when our standard input closes, which happens however our parent dies.
// Postgres has no such watch of its own. Plain JavaScript: it starts in a few milliseconds.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const { command, args, env, uid, gid, removeDir } = JSON.parse(process.argv[2]);
const graceMilliseconds = 1000;

const child = spawn(command, args, { env, uid, gid, cwd: "/", stdio: ["ignore", "inherit", "inherit"] });

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGQUIT"), graceMilliseconds).unref();
}

process.stdin.on("end", stop).on("error", stop).resume();
// The terminal sends these to the whole group; the supervisor decides the order of stopping.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

function leave(code) {
  if (removeDir) rmSync(removeDir, { recursive: true, force: true });
  process.exit(code);
}
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  leave(1);
});
child.on("exit", (code, signal) => leave(signal ? 1 : (code ?? 1)));
