import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import { createLead } from "@/domain/leads/operations";
import * as orgUnits from "@/domain/org-units/operations";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { until } from "@/testing/launch";
import { makeOrganization, type TestOrganization, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { openReceiver, type Receiver, status } from "@/testing/webhook-receiver";
import {
  addEndpoint,
  allowLoopback,
  deliveriesOf,
  makeDue,
  outcomesOf,
  quick,
  sendAll,
  type TestEndpoint,
} from "@/testing/webhooks";
import * as deliveries from "./deliveries";
import * as rotating from "./rotate-secret";
import { endSending, sendNext } from "./send";
import * as testing from "./test-endpoint";

const { createOrgUnit } = asRequests(orgUnits);
const { rotateSecret, testEndpoint } = asRequests({ ...rotating, ...testing });
const { redeliver } = asRequests(deliveries);

let receiver: Receiver;
let org: TestOrganization;
let endpoint: TestEndpoint;
beforeAll(async () => {
  allowLoopback();
  receiver = await openReceiver();
});
afterAll(endSending);
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.respond = status(204);
  org = await makeOrganization();
  endpoint = await addEndpoint(org, receiver.url);
});

const happen = (name = "EMEA") => createOrgUnit(org.admin, { name });
const outcomes = () => outcomesOf(endpoint);

test("a delivery says what the audit log says, and Standard Webhooks verifies it", async () => {
  await happen();
  await sendAll(endpoint);
  const [one] = receiver.received;
  const body = new Webhook(endpoint.secret).verify(one?.body ?? "", one?.headers ?? {}) as Record<string, unknown>;
  const [entry] = (await auditOf(org)).filter(({ action }) => action === "org_unit.created");
  expect(body).toMatchObject({
    type: "org_unit.created",
    data: { actor: { kind: "member", name: "Ada Lovelace" }, target: { id: entry?.target.id, name: "EMEA" } },
  });
  expect(one?.body).not.toMatch(/"ip"|"user_agent"/);
  expect(one?.headers["content-type"]).toBe("application/json");
  expect(await deliveriesOf(endpoint)).toMatchObject([{ delivery_id: one?.id, status: "delivered", tries: 1 }]);
});

test("after a rotation both secrets verify for a day", async () => {
  const { secret } = (await rotateSecret(org.admin, endpoint.endpointId)).parse();
  await happen();
  await sendAll(endpoint);
  await owner()`update webhook_endpoints set previous_until = now() where endpoint_id = ${endpoint.endpointId}`;
  await happen("APAC");
  await sendAll(endpoint);
  const [during, after] = receiver.received;
  const verify = (with_: string, one = during) => new Webhook(with_).verify(one?.body ?? "", one?.headers ?? {});
  for (const known of [endpoint.secret, secret]) expect(verify(known)).toMatchObject({ type: "org_unit.created" });
  expect(verify(secret, after)).toMatchObject({ type: "org_unit.created" });
  expect(() => verify(endpoint.secret, after)).toThrow("No matching signature");
});

test("first attempts leave in order, and a failing one does not hold the others up", async () => {
  receiver.respond = (response, { body }) => response.writeHead(body.includes("OU 1") ? 500 : 204).end();
  for (let n = 0; n < 6; n += 1) await happen(`OU ${n}`);
  await sendAll(endpoint);
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.target.name)).toEqual(
    [0, 1, 2, 3, 4, 5].map((n) => `OU ${n}`),
  );
  const [, failed] = await deliveriesOf(endpoint);
  expect(failed).toMatchObject({ status: "pending", tries: 1 });
  expect(failed?.seconds).toBeGreaterThan(3);
});

test("one that hangs holds the next up for its turn only, and one that is broken off is due again", async () => {
  receiver.respond = (response, { body }) => (body.includes("slow") ? undefined : response.writeHead(204).end());
  for (const name of ["slow", "next", "last"]) await happen(name);
  await sendNext(endpoint, { ...quick, milliseconds: 60_000 });
  await until(
    "the others to be delivered",
    async () => (await outcomes()).filter(([one]) => one === "delivered").length === 2,
  );
  expect((await deliveriesOf(endpoint))[0]?.seconds).toBeGreaterThan(20); // its lease
  await endSending();
  expect(await outcomes()).toEqual([
    ["pending", undefined, undefined],
    ["delivered", 204, null],
    ["delivered", 204, null],
  ]);
  expect((await deliveriesOf(endpoint))[0]?.seconds).toBeLessThan(0);
});

test("a delivery is given up after its last attempt, is kept, and can be sent again", async () => {
  receiver.respond = status(500);
  await happen();
  for (let tries = 1; tries <= 10; tries += 1) {
    await makeDue(endpoint);
    await sendNext(endpoint, quick);
    await until("the attempt", async () => (await deliveriesOf(endpoint))[0]?.tries === tries);
  }
  expect(await outcomes()).toEqual([["failed", 500, null]]);
  receiver.respond = status(204);
  const [{ delivery_id: id } = { delivery_id: "" }] = await deliveriesOf(endpoint);
  await redeliver(org.admin, id);
  await sendNext(endpoint, quick);
  await until("it to be delivered", async () => (await outcomes())[0]?.[0] === "delivered");
  expect(await deliveriesOf(endpoint)).toMatchObject([{ status: "delivered", tries: 1, attempts: { length: 11 } }]);
  expect(new Set(receiver.received.map((one) => one.id))).toEqual(new Set([id]));
});

test("a test event goes to the tested endpoint alone, whatever its types", async () => {
  const other = await addEndpoint(org, receiver.url, { event_types: ["member.*"] });
  await testEndpoint(org.admin, endpoint.endpointId);
  await sendAll(endpoint);
  expect(receiver.received.map(({ type }) => type)).toEqual(["webhook_endpoint.tested"]);
  expect(await deliveriesOf(other)).toEqual([]);
});

test("names of an erased lead are gone from what is still to be sent", async () => {
  const leads = await addEndpoint(org, receiver.url, { event_types: ["lead.created"] });
  const unit = await unitOf(org.admin, org.unitId);
  const leadId = await withUnit(org.admin, unit, (tx) =>
    createLead(tx, org.admin, unit, { profile: { name: "Zoë Quinn" } }),
  );
  await owner()`delete from audit_values where subject_id = ${leadId}`;
  await sendAll(leads);
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.target)).toEqual([
    { type: "lead", id: leadId, name: null },
  ]);
  expect(receiver.received[0]?.body).not.toContain("Zoë");
});

test("a process that dies after the answer sends again, with the same webhook-id", async () => {
  await happen();
  let asked = 0;
  receiver.respond = (response) => {
    asked += 1;
    if (asked > 1) response.writeHead(204).end();
  };
  await sendNext(endpoint, { ...quick, milliseconds: 60_000, leaseMilliseconds: 200 }); // as if its answer were lost
  await until("the first attempt", () => receiver.received.length === 1);
  await until("the second attempt", async () => {
    await sendNext(endpoint, quick);
    return receiver.received.length === 2;
  });
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  await until("it to be delivered", async () => (await outcomes())[0]?.[0] === "delivered");
});

test("an endpoint that has failed for ten minutes is tried once in ten seconds, whatever waits for it", async () => {
  receiver.respond = status(500);
  await owner()`update webhook_endpoints set failing_since = now() - interval '11 minutes' where endpoint_id = ${endpoint.endpointId}`;
  for (const name of ["EMEA", "APAC", "LATAM"]) await happen(name);
  await sendNext(endpoint, quick);
  await until("the first to fail", async () => (await outcomes())[0]?.[1] === 500);
  await sendNext(endpoint, quick);
  expect(receiver.received).toHaveLength(1);
  const [row] = await owner()`select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs
    where key = ${endpoint.endpointId}`;
  expect(row?.seconds).toBeGreaterThan(7);
});

test("one organization has half of a process's slots, and what finds none is asked for again", async () => {
  await endSending(); // of the tests before
  receiver.respond = () => {};
  const narrow = { ...quick, milliseconds: 60_000, slots: 2 };
  const [second, other] = [await addEndpoint(org, receiver.url), await makeOrganization()];
  const theirs = await addEndpoint(other, receiver.url);
  await happen();
  await createOrgUnit(other.admin, { name: "Theirs" });
  for (const one of [endpoint, second, theirs]) await sendNext(one, narrow);
  await until("two to arrive", () => receiver.received.length === 2);
  await endSending();
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.target.name).sort()).toEqual(["EMEA", "Theirs"]);
  const jobs =
    await owner()`select from graphile_worker.jobs where key = ${second.endpointId} and run_at > now() - interval '5 seconds'`;
  expect(jobs).toHaveLength(1);
});

test("deliveries are forgotten after 30 days, but not those that still wait", async () => {
  await owner()`insert into endpoint_deliveries (org_id, delivery_id, endpoint_id, type, happened_at, data, status, next_at)
    select ${org.orgId}, 'whd_' || lpad(to_hex((extract(epoch from now() - days) * 1000000)::bigint), 14, '0') || status,
           ${endpoint.endpointId}, 'rule.created', '', '{}', status, next_at
      from (values (interval '31 days', 'delivered', null), ('31 days', 'pending', now() + interval '1 day'), ('29 days', 'failed', null))
           as old (days, status, next_at)`;
  await sendNext(endpoint, quick);
  expect((await deliveriesOf(endpoint)).map(({ status }) => status)).toEqual(["pending", "failed"]);
});
