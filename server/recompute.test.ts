import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { type Held, hold, LEADS, settled, wrongScores } from "@/testing/large-unit";
import { until } from "@/testing/launch";
import { demoDirectory, kill, ownerDatabase, postmasterPid, readDemo, run, SLOW, startReady } from "@/testing/process";
import { ScoredUnit } from "@/testing/scored-unit";

// Changes the rules of an OU with many leads while the processes that recompute its scores are killed.

type Readers = ReturnType<ScoredUnit["readOn"]>[];

/** Waits until each reader has read every list again. */
async function readAgain(readers: Readers): Promise<void> {
  const enough = readers.map(({ seen }) => seen.length + 4);
  const all = until("the lists to be read", () => readers.every(({ seen }, n) => seen.length >= (enough[n] ?? 0)), 180);
  await Promise.race([all, Promise.all(readers.map(({ ended }) => ended))]);
}

/**
 * Changes the rules from `marks` to one more, lets `during` kill the process that computes the scores, and compares the final
 * scores with the events. `during` gets a function that checks the lists half-way, and returns the generation that must be
 * shown in the end, and the database.
 */
async function changeOnce(
  unit: ScoredUnit,
  marks: number,
  during: (lookAtLists: () => Promise<void>) => Promise<{ sql: Sql; generation: number }>,
) {
  const readers = [unit.readOn(), unit.readOn()];
  const sender = unit.sendOn();
  await readAgain(readers);
  await unit.addMark();
  const { sql, generation } = await during(async () => {
    await readAgain(readers);
    for (const { seen } of readers) expect(new Set(seen.flat())).toEqual(new Set([marks]));
  });
  await settled(sql, unit.testUnit, generation);
  await readAgain(readers);
  await Promise.all([sender, ...readers].map(({ stop }) => stop()));
  for (const { seen } of readers) {
    expect(seen.filter((answer) => answer.length !== 1)).toEqual([]); // no answer mixes scores of two generations
    const marksSeen = seen.flat();
    expect(marksSeen).toEqual(marksSeen.toSorted((a, b) => a - b)); // and the old scores never return
    expect(new Set(marksSeen)).toEqual(new Set([marks, marks + 1]));
  }
  expect(await wrongScores(sql, unit.testUnit, marks + 1)).toEqual([]);
  const [kept] = await sql`select count(*)::int as events from events where unit_id = ${unit.testUnit.unitId}
    and event_id in (select json_array_elements_text(${JSON.stringify(unit.acknowledged)}::text::json))`;
  expect(kept?.events).toBe(unit.acknowledged.length);
}

/** Half-way, checks the status and sends events about leads that are done, one that is not, and a new one. */
async function lookHalfWay(unit: ScoredUnit, sql: Sql, lookAtLists: () => Promise<void>): Promise<Held> {
  const held = await hold(sql, unit.testUnit, "building");
  await lookAtLists();
  const state = await unit.scoring();
  expect(state).toMatchObject({ state: "recomputing", leads_done: held.leadsDone });
  expect(state.leads_total).toBeGreaterThanOrEqual(LEADS);
  const built = unit.leads.filter((id) => id <= held.lastBuilt);
  expect(built.length).toBeGreaterThan(0);
  expect(await unit.ingest([built[0] ?? "", built.at(-1) ?? "", unit.leads.at(-1) ?? ""])).toBe(3);
  const aliases = [{ alias_kind: "cookie", raw_value: `new in ${held.generation}` }];
  expect((await unit.ask("/ingest", { event_type: "clicked", aliases })).status).toBe(202);
  return held;
}

test("if a server is killed while it recomputes scores, alone or with its database, the next one continues", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  let server = await startReady({ DATA_DIR });
  let { sql } = ownerDatabase(DATA_DIR);
  const unit = await ScoredUnit.open(server, readDemo(DATA_DIR).token, sql);
  for (const [round, withDatabase] of [false, true].entries()) {
    await changeOnce(unit, round + 1, async (lookAtLists) => {
      const { generation, release } = await lookHalfWay(unit, sql, lookAtLists);
      const postmaster = postmasterPid(DATA_DIR);
      await kill(server);
      await release();
      if (withDatabase) process.kill(postmaster, "SIGKILL");
      server = await startReady({ DATA_DIR });
      unit.server = server;
      ({ sql } = ownerDatabase(DATA_DIR));
      return { sql, generation }; // the same generation: it did not start over
    });
  }
});

test("if a worker is killed while it recomputes scores or removes the old ones, another one continues", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR, WORKER_CONCURRENCY: "0" });
  const { sql } = ownerDatabase(DATA_DIR);
  const first = await run("worker", { DATA_DIR });
  const unit = await ScoredUnit.open(server, readDemo(DATA_DIR).token, sql);
  await changeOnce(unit, 1, async (lookAtLists) => {
    const building = await lookHalfWay(unit, sql, lookAtLists);
    await kill(first);
    await building.release();
    expect((await unit.scoring()).state).toBe("recomputing");
    const second = await run("worker", { DATA_DIR });
    const clearing = await hold(sql, unit.testUnit, "clearing");
    expect(clearing.generation).toBe(building.generation);
    expect((await unit.scoring()).state).toBe("current");
    await kill(second);
    await clearing.release();
    await run("worker", { DATA_DIR });
    return { sql, generation: building.generation };
  });
});
