import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { findServer } from "@/server/postmaster";
import { describeMachine } from "./machine";
import { measure } from "./measure";
import { profileOurs } from "./profile";
import { renderTables } from "./report";
import { seedBench } from "./seed";
import { serverVersion } from "./server-version";
import { readSettings, type Settings } from "./settings";
import { inTemporaryFolder } from "./temporary-folder";

const REPORT = path.resolve("docs/bench.md");
const BY_HAND = "<!-- Written by hand from here on; `npm run bench` keeps it. -->";

function describeSettings(settings: Settings): string {
  const { organizations, small, big, connections, poolSize, rounds, secondsPerRound } = settings;
  return `${organizations} organizations, one with ${big.members} members and ${big.units} OUs, the others with ${small.members} and ${small.units}; ${connections} keep-alive connections on loopback, pool of ${poolSize}; ${rounds} rounds of ${secondsPerRound} s for each server and operation, interleaved (the list of 5,000: ${settings.bigRequestsPerRound} requests); each warmed up with ${settings.warmUpRequests} requests (the list of 5,000 with ${settings.bigWarmUpRequests}, because it is slow). Requests come from org admins and rotate over the organizations. Ours runs with validation, request IDs and its log, which goes to a file.`;
}

function writeReport(text: string): void {
  const old = fs.existsSync(REPORT) ? fs.readFileSync(REPORT, "utf8") : "";
  const kept = old.includes(BY_HAND) ? old.slice(old.indexOf(BY_HAND)) : `${BY_HAND}\n`;
  fs.writeFileSync(REPORT, `${text}\n${kept}`);
}

async function benchOn(folder: string, settings: Settings): Promise<void> {
  const profiled: Record<string, string> = { shared_preload_libraries: "pg_stat_statements" };
  const embedded = await startEmbeddedPostgres({
    dataDirectory: path.join(folder, "data"),
    purpose: "server",
    settings: settings.profileFolder ? profiled : {},
  });
  const { ownerUrl, appUrl } = embedded;
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await migrateDatabase({ ownerUrl, appUrl });
    const tenants = await seedBench(ownerUrl, settings);
    const postgresPid = findServer(embedded.dataDirectory)?.pid ?? 0;
    const database = { ownerUrl, appUrl, poolSize: settings.poolSize, folder };
    const bench = { settings, tenants, postgresPid, database, owner };
    if (settings.profileFolder) return await profileOurs(bench, settings.profileFolder);
    const facts = describeMachine(await serverVersion(owner));
    const tables = renderTables(await measure(bench));
    const head = `# Bench\n\nMade by \`npm run bench\`.\n\n${facts.map((fact) => `- ${fact}`).join("\n")}\n\n${describeSettings(settings)}\n\n- (a): \`bench/reference-server.ts\`, \`node:http\` and postgres.js without row-level security, rows mapped in Node.\n- (b): a Next route handler that returns a constant, \`bench/next-bare\`.\n- (c): our own handlers under \`next start\`.\n`;
    process.stdout.write(`${head}\n${tables}`);
    if (settings.writesReport) writeReport(`${head}\n${tables}`);
  } finally {
    await owner.end({ timeout: 1 });
    await embedded.stop();
  }
}

/** Runs the bench with its own database in a temporary folder and four servers, and prints the tables. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (!settings) return;
  await inTemporaryFolder((folder) => benchOn(folder, settings));
}
