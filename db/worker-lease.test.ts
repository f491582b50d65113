import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { owner } from "@/testing/organization";
import { holdWorkerLease } from "./worker-lease";

// The jobs here are of a task that nobody works, and locked by workers of this test's own.

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const newWorker = () => `pool-${randomUUID()}`;

/** Holds a lease, and ends it with the test; `freed` fills with the numbers of dead workers that it found. */
async function lease(workerId: string) {
  const [over, freed] = [new AbortController(), [] as number[]];
  let ended: Promise<void> | undefined;
  await new Promise<void>((onHeld, onFailure) => {
    ended = holdWorkerLease(workerId, { onHeld, onFreed: (count) => freed.push(count), signal: over.signal });
    ended.catch(onFailure);
  });
  const end = async () => {
    over.abort();
    await ended?.catch(() => {});
  };
  ends.push(end);
  return { end, freed, ended };
}

async function jobLockedBy(workerId: string): Promise<string> {
  const key = randomUUID();
  await owner()`select graphile_worker.add_job('nobody_works_this', '{}'::json, job_key := ${key})`;
  await owner()`update graphile_worker._private_jobs set locked_by = ${workerId}, locked_at = now() where key = ${key}`;
  return key;
}

async function holderOf(key: string): Promise<string | null> {
  const [job] = await owner()`select locked_by from graphile_worker._private_jobs where key = ${key}`;
  return job?.locked_by;
}

test("the jobs of a worker that lost its lease are freed, and those of a living worker are not", async () => {
  const [living, dead, own] = [newWorker(), newWorker(), newWorker()];
  await lease(living);
  const kept = await jobLockedBy(living);
  const lost = await jobLockedBy(dead);
  const { freed } = await lease(own);
  await expect.poll(() => holderOf(lost)).toBe(null);
  expect(await holderOf(kept)).toBe(living);
  expect(freed.length).toBeLessThan(2); // the first may have been faster
});

test("an ended lease is not a sign of life, and two workers that look at once also free the jobs", async () => {
  const gone = newWorker();
  const { end } = await lease(gone);
  const jobs = await Promise.all([jobLockedBy(gone), jobLockedBy(gone)]);
  await end();
  await Promise.all([lease(newWorker()), lease(newWorker())]);
  await expect.poll(() => Promise.all(jobs.map(holderOf))).toEqual([null, null]);
});

test("a lease whose connection breaks throws, and others may take its jobs", async () => {
  const [broken, key] = [newWorker(), randomUUID()];
  const { ended } = await lease(broken);
  const failing = expect(ended).rejects.toThrow();
  const job = await jobLockedBy(broken);
  const cut = await owner()`
    select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted and objid = (hashtextextended(${broken}, 7236981403) & 4294967295)::bigint::oid`;
  expect(cut, key).toHaveLength(1);
  await failing;
  await lease(newWorker());
  await expect.poll(() => holderOf(job)).toBe(null);
});

test("a running job that another has replaced is removed if it was cut off", async () => {
  const [dead, key] = [newWorker(), randomUUID()];
  await owner()`select graphile_worker.add_job('nobody_works_this', '{}'::json, job_key := ${key})`;
  const [first] = await owner()`update graphile_worker._private_jobs set locked_by = ${dead}, locked_at = now()
    where key = ${key} returning id`;
  await owner()`select graphile_worker.add_job('nobody_works_this', '{}'::json, job_key := ${key})`;
  const left = () => owner()`select id from graphile_worker._private_jobs where id = ${first?.id} or key = ${key}`;
  expect(await left()).toHaveLength(2);
  await lease(newWorker());
  await expect.poll(async () => (await left()).length).toBe(1);
});
