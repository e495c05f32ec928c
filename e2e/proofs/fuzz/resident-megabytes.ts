import { execFileSync } from "node:child_process";

/** What the server's own processes hold in memory, of all that descend from one process. */
export function residentMegabytes(rootPid: number): number {
  const listing = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" });
  const processes = listing.split("\n").flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    if (!found) return [];
    const [, pid, parent, kilobytes, args = ""] = found;
    return [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), args }];
  });
  const family = new Set([rootPid]);
  for (let grew = true; grew; ) {
    const before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
    grew = family.size > before;
  }
  const servers = processes.filter(({ pid, args }) => family.has(pid) && /next-server/.test(args));
  return Math.round(servers.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024);
}
