import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { newestMigration } from "@/db/newest-migration";
import { gauge } from "@/lib/metric-registry";

const QUANTILES = [0.5, 0.99, 1];

const versionOf = (): string => JSON.parse(readFileSync("package.json", "utf8")).version;

/** Adds what /metrics says about the process itself: build, event loop, memory and CPU. */
export function showProcessFigures(): void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const build = [1, versionOf(), process.version, String(newestMigration)] as const;
  gauge("leadvibe_build_info", "The running version, its Node and its newest migration; always 1.", [
    "version",
    "node",
    "migration",
  ]).from(() => [build]);
  gauge("leadvibe_event_loop_delay_seconds", "Delay of the event loop since the last scrape, by quantile.", [
    "quantile",
  ]).from(() => {
    const found = QUANTILES.map((one) => [delay.percentile(100 * one) / 1e9, String(one)] as const);
    delay.reset();
    return found;
  });
  gauge("process_start_time_seconds", "When the process started, in Unix time.").from(() => [
    [Date.now() / 1000 - process.uptime()],
  ]);
  gauge("process_resident_memory_bytes", "Resident memory.").from(() => [[process.memoryUsage.rss()]]);
  gauge("process_heap_bytes", "Heap in use.").from(() => [[process.memoryUsage().heapUsed]]);
  gauge("process_cpu_seconds_total", "CPU time of the process, user and system.", [], "counter").from(() => {
    const { user, system } = process.cpuUsage();
    return [[(user + system) / 1e6]];
  });
}
