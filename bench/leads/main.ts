import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { describeMachine } from "@/bench/machine";
import { progress } from "@/bench/measure";
import { writePage } from "@/bench/report-page";
import { serverVersion } from "@/bench/server-version";
import { anotherDatabase } from "@/bench/site";
import type { Database } from "@/bench/targets";
import { inTemporaryFolder } from "@/bench/temporary-folder";
import { migrateDatabase } from "@/db/migrate";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { findServer } from "@/server/postmaster";
import { measureLeads, type Site } from "./measure";
import { renderLeads } from "./report";
import { seedLeads } from "./seed";
import { type LeadsSettings, readLeadsSettings } from "./settings";

// Settings for this much data (docs/operations/install.md): the defaults suit a demo, and write a full page to the log for nearly
// every row of a batch.
const POSTGRES = { shared_buffers: "2GB", max_wal_size: "8GB", checkpoint_timeout: "15min", wal_compression: "on" };

const BYTES_PER_LEAD = 16_000; // in both databases and their logs, with room to spare

function requireSpace(folder: string, leads: number): void {
  const { bavail, bsize } = fs.statfsSync(folder);
  const needed = 2 ** 30 + leads * BYTES_PER_LEAD;
  if (bavail * bsize < needed) throw new Error(`${folder} needs ${(needed / 2 ** 30).toFixed(0)} GiB of free space`);
}

async function openSite(
  database: Database,
  dataDirectory: string,
  leads: number,
  settings: LeadsSettings,
): Promise<Site> {
  progress(`seeding ${leads} leads`);
  await migrateDatabase(database);
  const unit = await seedLeads(database.ownerUrl, leads, settings);
  progress(
    `seeded in ${unit.seedSeconds.toFixed(0)} s (scores ${unit.scoreSeconds.toFixed(0)} s), ${unit.events} events`,
  );
  const postgresPid = findServer(dataDirectory)?.pid ?? 0;
  return { unit, database, postgresPid };
}

async function versionOf(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1 });
  const version = await serverVersion(sql);
  await sql.end();
  return version;
}

async function benchOn(folder: string, settings: LeadsSettings): Promise<void> {
  const started: EmbeddedPostgres[] = [];
  const open = async (name: string, leads: number) => {
    const embedded = await startEmbeddedPostgres({
      dataDirectory: path.join(folder, name),
      purpose: "server",
      settings: POSTGRES,
    });
    started.push(embedded);
    const { ownerUrl, appUrl } = embedded;
    const database = { ownerUrl, appUrl, poolSize: settings.poolSize, folder };
    return openSite(database, embedded.dataDirectory, leads, settings);
  };
  // A smoke run takes no times, so its databases share a server.
  const openBeside = async ({ database }: Site, leads: number) => {
    const owner = postgres(database.ownerUrl, { max: 1 });
    const another = await anotherDatabase({ owner, database }, "full");
    await owner.end();
    return openSite(another, started[0]?.dataDirectory ?? "", leads, settings);
  };
  try {
    const tenth = await open("tenth", Math.round(settings.leads / 10));
    const full = settings.isSmoke ? await openBeside(tenth, settings.leads) : await open("full", settings.leads);
    const facts = describeMachine(await versionOf(full.database.ownerUrl));
    const measured = await measureLeads(full, tenth, settings);
    facts.push(
      `Postgres with ${Object.entries(POSTGRES)
        .map((setting) => setting.join("="))
        .join(", ")}`,
    );
    const page = renderLeads(measured, { full, tenth, settings, facts });
    process.stdout.write(`${page}\n`);
    if (settings.writesReport) writePage("leads", page);
  } finally {
    for (const embedded of started) await embedded.stop();
  }
}

/** Runs the bench of leads and events with two databases in a temporary folder, and prints its page. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readLeadsSettings(args);
  if (!settings) return;
  await inTemporaryFolder(async (folder) => {
    requireSpace(folder, settings.leads);
    await benchOn(folder, settings);
  });
}
