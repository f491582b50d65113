import { beforeEach, expect, test } from "vitest";
import { withScope, withUnit } from "@/db/scope";
import * as made from "@/domain/credentials/made";
import { ingestEvents } from "@/domain/events/ingest";
import * as members from "@/domain/members/operations";
import * as orgUnits from "@/domain/org-units/operations";
import { openSecret, sealSecret } from "@/lib/auth/sealed-secret";
import { provideEnv } from "@/lib/env";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { addEndpoint, deliveriesOf } from "@/testing/webhooks";
import * as operations from "./operations";
import { retrySeconds } from "./retry";
import { eventTypes, isEventPattern } from "./schema";

const { createOrgUnit, updateOrgUnit } = asRequests(orgUnits);
const { removeMember, updateMember } = asRequests(members);
const { readMade } = asRequests(made);
const { updateEndpoint, deleteEndpoint } = asRequests(operations);

const URL = "https://hooks.example.com/secret-path?key=1";
let org: TestOrganization;
beforeEach(async () => {
  org = await makeOrganization();
});

const add = (event_types: string[], more: object = {}) => addEndpoint(org, URL, { event_types, ...more });
const typesAt = async (endpoint: Awaited<ReturnType<typeof add>>) =>
  (await deliveriesOf(endpoint)).map(({ type }) => type);

test("an endpoint gets the types that it asks for, by name, by kind or all", async () => {
  const [one, kind] = [await add(["org_unit.created"]), await add(["org_unit.*"])];
  const [all, none] = [await add(["*"]), await add(["member.*", "org_unit.updated"])];
  const { unitId } = await createOrgUnit(org.admin, { name: "EMEA" });
  await updateOrgUnit(org.admin, unitId, { name: "Europe" });
  expect(await typesAt(one)).toEqual(["org_unit.created"]);
  expect(await typesAt(kind)).toEqual(["org_unit.created", "org_unit.renamed"]);
  expect((await typesAt(all)).filter((type) => type.startsWith("org_unit."))).toEqual([
    "org_unit.created",
    "org_unit.renamed",
  ]);
  expect(await typesAt(none)).toEqual([]);
});

test("the first endpoint waits for whoever entered before it, who does not know that events are wanted", async () => {
  const earlier = await owner().reserve();
  await earlier`begin`;
  await earlier`select enter_member(${org.orgId}, ${org.admin.memberId}, 'nothing')`;
  const knows = async () => (await earlier`select current_setting('app.has_webhooks') as knows`)[0]?.knows;
  expect(await knows()).toBe("off");
  let isAdded = false;
  const adding = add(["org_unit.*"]).finally(() => {
    isAdded = true;
  });
  const waiting = () =>
    owner()`select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and not granted`;
  await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0);
  expect(isAdded).toBe(false);
  await earlier`commit`;
  await adding;
  await earlier`begin`;
  await earlier`select enter_member(${org.orgId}, ${org.admin.memberId}, 'nothing')`;
  expect(await knows()).toBe("on");
  await add(["*"]); // only the first waits
  await earlier`commit`;
  earlier.release();
});

test("an endpoint of one OU gets what concerns that OU", async () => {
  const unitId = await addUnit(org, "Ours");
  const endpoint = await add(["org_unit.*", "member.*"], { unit_id: unitId });
  await updateOrgUnit(org.admin, unitId, { name: "Really ours" });
  await updateOrgUnit(org.admin, org.unitId, { name: "Theirs" });
  await addMember(org);
  expect(await typesAt(endpoint)).toEqual(["org_unit.renamed"]);
});

test("whoever causes an event, it is queued for the endpoints of their organization only", async () => {
  const endpoint = await add(["member.*", "lead.*"]);
  const other = await makeOrganization();
  const theirs = await addEndpoint(other, URL, { event_types: ["*"] });
  const viewer = await addMember(org);
  const self = { first_name: "Grace", last_name: "Murray", email: "grace@example.com", role: "viewer" as const };
  const [row] = await owner()`select email from members where org_member_id = ${viewer.memberId}`;
  await updateMember(
    viewer,
    viewer.memberId,
    { ...self, email: row?.email },
    { beforeAdmin: () => {}, endsCreated: false },
  );
  const { actor } = await addServiceAccount(org, org.unitId);
  const unit = await unitOf(actor, org.unitId);
  const event = { event_type: "seen", aliases: [{ alias_kind: "cookie" as const, raw_value: "visitor" }] };
  await withUnit(actor, unit, (tx) => ingestEvents(tx, actor, unit, [event]));
  await withUnit(actor, unit, (tx) => ingestEvents(tx, actor, unit, [event])); // the lead is known by now
  expect((await typesAt(endpoint)).slice(-2)).toEqual(["member.updated", "lead.created"]);
  expect((await typesAt(theirs)).filter((type) => !type.startsWith("webhook_endpoint."))).toEqual([]);
  const [lead] =
    await owner()`select data from endpoint_deliveries where org_id = ${org.orgId} and type = 'lead.created'`;
  expect(lead?.data).toMatchObject({
    unit_id: org.unitId,
    target: { type: "lead", id: expect.stringMatching(/^lead_/) },
  });
  expect((await withScope(viewer, (tx) => tx.execute("select from webhook_endpoints"))).length).toBe(0);
});

test("a change that is rolled back queues nothing, and one endpoint's job is queued once", async () => {
  const endpoint = await add(["org_unit.*"]);
  const undone = withScope(org.admin, async (tx) => {
    await orgUnits.createOrgUnit(tx, org.admin, { name: "EMEA" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await deliveriesOf(endpoint)).toEqual([]);
  await Promise.all(Array.from({ length: 8 }, (_, n) => createOrgUnit(org.admin, { name: `OU ${n}` })));
  expect(await deliveriesOf(endpoint)).toHaveLength(8);
  expect(await owner()`select from graphile_worker.jobs where key = ${endpoint.endpointId}`).toHaveLength(1);
});

test("deliveries are numbered in the order of the commits", async () => {
  const endpoint = await add(["org_unit.*"]);
  const { unitId } = await createOrgUnit(org.admin, { name: "OU" });
  await Promise.all(Array.from({ length: 20 }, (_, n) => updateOrgUnit(org.admin, unitId, { name: `OU ${n}` })));
  const names = await owner()`select v.value::json ->> 'name' as name, e.content::json -> 'target' ->> 'name' as now
    from endpoint_deliveries d join audit_entries e on e.org_id = d.org_id and e.entry_id = d.entry_id
    left join audit_values v on v.entry_id = e.entry_id and v.part = 'target'
   where d.endpoint_id = ${endpoint.endpointId} order by d.delivery_id`;
  const [last] = await owner()`select name from org_units where org_id = ${org.orgId} and unit_id = ${unitId}`;
  expect(names.at(-1)?.now).toBe(last?.name);
  expect(names).toHaveLength(21);
});

test("a disabled or removed endpoint gets nothing more", async () => {
  const endpoint = await add(["org_unit.*"]);
  await updateEndpoint(org.admin, endpoint.endpointId, { active: false }, () => {});
  await createOrgUnit(org.admin, { name: "EMEA" });
  expect(await deliveriesOf(endpoint)).toEqual([]);
  await deleteEndpoint(org.admin, endpoint.endpointId);
  await createOrgUnit(org.admin, { name: "APAC" });
  expect(await owner()`select from endpoint_deliveries where org_id = ${org.orgId}`).toEqual([]);
});

test("the audit log says where an endpoint leads, but not its path, which may be secret", async () => {
  const { endpointId } = await add(["org_unit.*"]);
  await updateEndpoint(org.admin, endpointId, { url: "https://hooks.example.com/other-path" }, () => {});
  const rows = await owner()`select content from audit_entries where target_id = ${endpointId} order by entry_id`;
  expect(rows.map(({ content }) => JSON.parse(content).action)).toEqual([
    "webhook_endpoint.created",
    "webhook_endpoint.updated",
  ]);
  expect(JSON.stringify(rows)).toContain("https://hooks.example.com/…");
  expect(JSON.stringify(rows)).not.toMatch(/-path|key=1|whsec_/);
});

test("every action of the audit log and its kind can be asked for", () => {
  expect(eventTypes.filter((type) => !isEventPattern(type) || !isEventPattern(`${type.split(".")[0]}.*`))).toEqual([]);
  expect(["member", "member.", "*.*", "nobody.*", ""].filter(isEventPattern)).toEqual([]);
});

test("retries take three days with a random tenth, wait as long as they are asked to, and end", () => {
  const waits = (random: number) =>
    Array.from({ length: 9 }, (_, n) => retrySeconds(n + 1, 0, () => random) as number).reduce((sum, one) => sum + one);
  expect(waits(0) / 86_400).toBeCloseTo(3.15, 1);
  expect(waits(1) / waits(0)).toBeCloseTo(1.1);
  expect(retrySeconds(1, 3_600)).toBe(3_600);
  expect(retrySeconds(1, 1e9)).toBe(86_400);
  expect(retrySeconds(10)).toBeUndefined();
});

test("a secret is opened with the key that sealed it, for the same purpose only", () => {
  const sealed = sealSecret("whsec_x", "one");
  expect(sealed).not.toContain("whsec_x");
  provideEnv({ WEBHOOK_KEY: `${"9".repeat(43)}=` });
  expect(openSecret(sealed, "one"), "sealed before the key was set").toBe("whsec_x");
  const own = sealSecret("whsec_x", "one");
  expect([openSecret(own, "one"), openSecret(own, "two"), openSecret(`${own}A`, "one")]).toEqual([
    "whsec_x",
    undefined,
    undefined,
  ]);
  provideEnv({ WEBHOOK_KEY: "" });
  expect(openSecret(own, "one")).toBeUndefined();
});

test("what a former org admin had sent elsewhere ends with them, if asked, and is shown before", async () => {
  const leaving = await addMember(org, { role: "admin" });
  const endpoint = await addEndpoint({ ...org, admin: leaving }, URL);
  const stays = await add(["*"]);
  expect((await readMade(org.admin, leaving.memberId)).parse().webhook_endpoints).toMatchObject([
    { id: endpoint.endpointId, url: URL },
  ]);
  await removeMember(org.admin, leaving.memberId, true);
  const left = await owner()`select endpoint_id from webhook_endpoints where org_id = ${org.orgId}`;
  expect(left).toEqual([{ endpoint_id: stays.endpointId }]);
  expect(await typesAt(stays)).toEqual(expect.arrayContaining(["member.removed", "webhook_endpoint.deleted"]));
});
