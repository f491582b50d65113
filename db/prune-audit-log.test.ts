import { beforeAll, expect, inject, test } from "vitest";
import { checkLog } from "@/domain/audit-log/check-log";
import { addEntries, sealAll, treeOf } from "@/testing/audit-log";
import { owner } from "@/testing/database";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { pruneAuditLogs } from "./prune-audit-log";

// Pruned by a role that row-level security binds, as it does the owner of a hosted database.

const [ROLE, PASSWORD] = ["audit_pruner", "only for this test"];
const url = Object.assign(new URL(inject("ownerUrl")), { username: ROLE, password: PASSWORD }).href;

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = [await makeOrganization(), await makeOrganization()];
  await owner().unsafe(`drop role if exists ${ROLE}; create role ${ROLE} login password '${PASSWORD}';
    grant select, insert, update, delete on all tables in schema public, graphile_worker to ${ROLE};
    grant usage on schema graphile_worker to ${ROLE}; grant usage on all sequences in schema graphile_worker to ${ROLE}`);
  return async () => {
    await owner().unsafe(`drop owned by ${ROLE}; drop role ${ROLE}`);
  };
});

const idsOf = async ({ orgId }: TestOrganization) =>
  (await owner()`select entry_id from audit_entries where org_id = ${orgId} order by entry_id`).map(
    (row) => row.entry_id,
  );

test("pruning removes the beginning of a log, keeps its tree, and is an entry of the log and an event", async () => {
  for (const one of [org, other]) {
    for (let n = 0; n < 7; n += 1) await addEntries(one, 1, `unit_${n}`);
    await sealAll(one);
  }
  const ids = await idsOf(org);
  const before = (await treeOf(org)).checkpoint;
  const untouched = await idsOf(other);
  await owner()`insert into webhook_endpoints (org_id, endpoint_id, url, event_types, secret)
    values (${org.orgId}, 'whe_pruned', 'https://example.com/', '{audit_log.*}', 'v1.seeded')`;
  expect(await pruneAuditLogs(url, ids[4], org.orgId)).toEqual([{ org_id: org.orgId, entries: 4 }]);
  const left = await idsOf(org);
  expect(left.slice(0, -1)).toEqual(ids.slice(4));
  expect(await idsOf(other)).toEqual(untouched);
  const orphans = await owner()`select from audit_values v where org_id = ${org.orgId}
    and not exists (select from audit_entries e where e.org_id = v.org_id and e.entry_id = v.entry_id)`;
  expect(orphans).toEqual([]);
  const [entry] = await owner()`select content from audit_entries where entry_id = ${left.at(-1)}`;
  expect(JSON.parse(entry?.content)).toMatchObject({
    action: "audit_log.pruned",
    actor: { kind: "operator" },
    changes: [{ field: "pruned", before: 0, after: 4 }],
  });
  expect(await owner()`select type from endpoint_deliveries where org_id = ${org.orgId}`).toEqual([
    { type: "audit_log.pruned" },
  ]);
  await owner()`update webhook_endpoints set active = false where org_id = ${org.orgId}`;
  await sealAll(org);
  await checkLog(org.orgId, true);
  expect(await treeOf(org)).toMatchObject({
    size: ids.length + 1,
    pruned: 4,
    verified: ids.length + 1,
    differs_at: null,
  });
  expect((await treeOf(org)).checkpoint).not.toBe(before);
});

test("nothing older is left to prune a second time, and unsealed entries are never pruned", async () => {
  const ids = await idsOf(org);
  expect(await pruneAuditLogs(url, ids[0])).not.toContainEqual(expect.objectContaining({ org_id: org.orgId }));
  await addEntries(org, 2);
  await pruneAuditLogs(url, "aud_g", org.orgId);
  expect((await idsOf(org)).length).toBeGreaterThanOrEqual(3); // the two, and the note of the pruning
  await sealAll(org);
  expect(await treeOf(org)).toMatchObject({ differs_at: null });
});
