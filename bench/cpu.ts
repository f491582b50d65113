import fs from "node:fs";

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Node runs on

type Times = { parent: number; ticks: number };

/** utime, stime, and the same of children that were waited for (proc(5), fields 14–17); null if the process has ended. */
function timesOf(pid: string): Times | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return null;
  }
}

/** CPU seconds that a process and its descendants have used so far; undefined without /proc. */
export function cpuSecondsOfTree(root: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const all = new Map<number, Times>();
  for (const name of fs.readdirSync("/proc")) {
    const times = /^\d+$/.test(name) ? timesOf(name) : null;
    if (times) all.set(Number(name), times);
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(all.get(pid)?.parent ?? 0));
  const ticks = [...all].filter(([pid]) => isBelow(pid)).reduce((sum, [, times]) => sum + times.ticks, 0);
  return ticks / TICKS_PER_SECOND;
}
