import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { drive, type Sample } from "@/bench/load";
import { describeMachine } from "@/bench/machine";
import { progress, stopAll } from "@/bench/measure";
import { type Operation, operations } from "@/bench/operations";
import type { Measured } from "@/bench/report";
import { writePage } from "@/bench/report-page";
import { seedBench, type Tenant } from "@/bench/seed";
import { serverVersion } from "@/bench/server-version";
import { onSite, type Site } from "@/bench/site";
import { startOurs, startReference, type Target } from "@/bench/targets";
import { installPeers, type Peer, startPeers } from "./peers";
import { renderPeers } from "./report";

const USAGE = `Usage: npm run bench:peers -- [--rounds 4] [--seconds 2] [--warm-up 2000]
Installs the peers into bench/peers/node_modules first. With any option the page is only printed, and docs/bench/peers.md stays
as it is.
`;
const SIZES = { organizations: 1000, small: { members: 25, units: 5 }, big: { members: 5000, units: 50 } };
const CONNECTIONS = 8;
const POSITIONS = 64;

/** Offsets between a tenth and nine tenths of the list, where our cursors are too. */
const deepOffset = (index: number) => Math.round(SIZES.big.members * (0.1 + (0.8 * (index % POSITIONS)) / POSITIONS));

/** One server's way to answer an operation. */
type Asked = { target: Target; operation: Operation };

async function assertAnswers({ target, operation }: Asked, tenant: Tenant): Promise<void> {
  const { path, headers } = operation.request(tenant, 0);
  const answer = await fetch(target.url + path, { headers });
  const text = await answer.text();
  assert.equal(answer.status, 200, `${target.name}: ${text.slice(0, 300)}`);
  const { members, total } = JSON.parse(text) as { members: unknown[]; total: number };
  assert.deepEqual([members.length, total], [25, SIZES.big.members], target.name);
}

const ownOperation = (title: string) => operations.find((one) => one.title === title) as Operation;

async function measure(site: Site, rounds: number, seconds: number, warmUp: number): Promise<Measured[]> {
  const [tenant] = await seedBench(site.database.ownerUrl, SIZES);
  if (!tenant) throw new Error("no organization was seeded");
  const started: Target[] = [];
  try {
    for (const start of [startOurs, startReference]) started.push(await start(site.database));
    const own = started.slice();
    const peers = await startPeers(site, { organizations: 1000, members: 5000, others: 25 }, started);
    const measured: Measured[] = [];
    for (const { title, offset } of [
      { title: "GET /members (25 of 5,000)", offset: () => 0 },
      { title: "GET /members (25 of 5,000, deep)", offset: deepOffset },
    ]) {
      progress(title);
      const theirs = peers.map(({ target, page }: Peer) => ({ target, operation: page(offset) }));
      for (const asked of theirs) await assertAnswers(asked, tenant);
      const all = [...own.map((target) => ({ target, operation: ownOperation(title) })), ...theirs];
      const series = all.map(({ target }) => ({ name: target.name, samples: [] as Sample[] }));
      const tenants = Array<Tenant>(POSITIONS).fill(tenant);
      const load = { tenants, connections: CONNECTIONS, postgresPid: site.postgresPid };
      for (const asked of all) await drive({ ...load, ...asked }, { amount: warmUp });
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, asked] of all.entries()) {
          series[index]?.samples.push(await drive({ ...load, ...asked }, { duration: seconds }));
        }
      }
      measured.push({ operation: ownOperation(title), series, roundTrips: [] });
    }
    return measured;
  } finally {
    await stopAll(started);
  }
}

/** Measures ours, (a) and what others offer for the same list, in one run. Leaves nothing running. */
export async function main(args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const options = { rounds: text, seconds: text, "warm-up": text, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ args, options });
  if (values.help) return void process.stdout.write(USAGE);
  const [rounds, seconds] = [Number(values.rounds ?? 4), Number(values.seconds ?? 2)];
  installPeers();
  await onSite(async (site) => {
    const facts = describeMachine(await serverVersion(site.owner));
    const measured = await measure(site, rounds, seconds, Number(values["warm-up"] ?? 2000));
    const page = renderPeers(measured, { facts, rounds, seconds });
    process.stdout.write(`${page}\n`);
    if (args.length === 0) writePage("peers", page);
  });
}
