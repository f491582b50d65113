import { measureCosts, renderCosts } from "./costs";
import { describeMachine } from "./machine";
import { measure } from "./measure";
import { measurePages } from "./pages";
import { renderPages } from "./pages-report";
import { profileOurs } from "./profile";
import { renderTables } from "./report";
import { writePage } from "./report-page";
import { seedBench } from "./seed";
import { serverVersion } from "./server-version";
import { readSettings, type Settings } from "./settings";
import { onSite, POOL_SIZE, type Site } from "./site";

function head(facts: string[], settings: Settings): string {
  const { organizations, small, big, connections, rounds, secondsPerRound } = settings;
  return `# Requests and pages

Made by \`npm run bench\`.

${facts.map((fact) => `- ${fact}`).join("\n")}

${organizations} organizations, one with ${big.members} members and ${big.units} OUs, the others with ${small.members} and ${small.units}; ${connections} keep-alive connections on loopback, pool of ${POOL_SIZE}; ${rounds} rounds of ${secondsPerRound} s for each server and operation, interleaved (the list of 5,000: ${settings.longRequestsPerRound} requests); each warmed up with ${settings.warmUpRequests} requests (the list of 5,000 with ${settings.longWarmUpRequests}, because it is slow). Requests come from org admins and rotate over the organizations; pages of the 5,000 come with their total, the deep ones from 64 positions between a tenth and nine tenths. Ours runs with validation, request IDs, rate limits that nobody reaches, and its log, which goes to a file.

- (a): \`bench/reference-server.ts\`, \`node:http\` and postgres.js with SQL of its own and without row-level security, rows mapped in Node.
- (b): a Next route handler that returns a constant, \`bench/next-bare\`.
- (c): our own handlers under \`next start\`.
`;
}

async function benchOn(site: Site, settings: Settings): Promise<void> {
  if (settings.pagesOnly) {
    process.stdout.write(renderPages(await measurePages({ ...site, settings, tenants: [] })));
    return;
  }
  const tenants = await seedBench(site.database.ownerUrl, settings);
  const bench = { ...site, settings, tenants };
  if (settings.profileFolder) return profileOurs(bench, settings.profileFolder);
  const facts = describeMachine(await serverVersion(site.owner));
  const tables = [renderTables(await measure(bench))];
  if (settings.only === "") tables.push(renderCosts(await measureCosts(bench)), renderPages(await measurePages(bench)));
  const text = `${head(facts, settings)}\n${tables.join("\n")}`;
  process.stdout.write(text);
  if (settings.writesReport) writePage("requests", text);
}

/** Runs the bench with its own database in a temporary folder and four servers, and prints the tables. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const settings = readSettings(args);
  if (!settings) return;
  const profiled: Record<string, string> = { shared_preload_libraries: "pg_stat_statements" };
  await onSite((site) => benchOn(site, settings), settings.profileFolder ? profiled : {});
}
