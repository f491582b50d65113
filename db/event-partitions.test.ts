import { expect, test } from "vitest";
import { owner } from "@/testing/organization";
import { makeUnit, type TestUnit } from "@/testing/unit";
import { ensureEventPartitions } from "./event-partitions";

const partitions = async () =>
  (
    await owner()<
      { name: string }[]
    >`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass`
  ).map(({ name }) => name);

async function addEvent({ org, unit }: TestUnit, at: string): Promise<void> {
  await owner()`insert into events (org_id, unit_id, event_id, lead_id, event_type, occurred_at)
    values (${org.orgId}, ${unit.unitId}, ${`evt_${at}`}, 'lead_x', 'seen', ${at})`;
}

const partitionsOf = ({ org }: TestUnit) =>
  owner()`select event_id as id, tableoid::regclass::text as partition from events where org_id = ${org.orgId} order by 1`;

test("there are partitions for this month and the months around it, and one for all other events", async () => {
  const now = new Date();
  const month = `events_${now.getUTCFullYear()}_${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
  const present = await partitions();
  expect(present).toContain(month);
  expect(present).toContain("events_default");
  expect(present.length).toBeGreaterThanOrEqual(8);
  await ensureEventPartitions(owner(), now); // once more, as each start does
  expect(await partitions()).toEqual(present);
});

test("an event whose month has no partition yet is kept, and moved once there is one", async () => {
  const unit = await makeUnit();
  const times = [
    "2081-06-30T23:59:59.999Z",
    "2081-07-01T00:00:00Z",
    "2081-07-31T23:59:59.999Z",
    "2081-08-01T00:00:00Z",
  ];
  for (const at of times) await addEvent(unit, at);
  expect(new Set((await partitionsOf(unit)).map((row) => row.partition))).toEqual(new Set(["events_default"]));
  await ensureEventPartitions(owner(), new Date("2081-05-15T00:00:00Z"));
  const months = ["events_2081_06", "events_2081_07", "events_2081_07", "events_2081_08"];
  expect(await partitionsOf(unit)).toEqual(times.map((at, n) => ({ id: `evt_${at}`, partition: months[n] })));
  const [guard] =
    await owner()`select relrowsecurity and relforcerowsecurity as forced from pg_class where relname = 'events_default'`;
  expect(guard).toEqual({ forced: true });
});
