import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as orgUnits from "@/domain/org-units/operations";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { until } from "@/testing/launch";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { endless, garbage, hang, openReceiver, type Receiver, status } from "@/testing/webhook-receiver";
import {
  addEndpoint,
  allowLoopback,
  deliveriesOf,
  outcomesOf,
  quick,
  sendAll,
  type TestEndpoint,
} from "@/testing/webhooks";
import * as operations from "./operations";
import { endSending, sendNext } from "./send";

const { createOrgUnit } = asRequests(orgUnits);
const { readEndpoint, updateEndpoint } = asRequests(operations);

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
const shown = async () => (await readEndpoint(org.admin, endpoint.endpointId)).parse();
const outcomes = () => outcomesOf(endpoint);

describe("a receiver that", () => {
  test.each([
    ["hangs", hang, ["pending", null, "timeout"]],
    ["fails", status(500), ["pending", 500, null]],
    ["redirects", status(302, { location: "https://example.com/" }), ["pending", 302, null]],
    ["answers garbage", garbage, ["pending", null, "not_http"]],
    ["closes the connection", (response: { destroy(): void }) => response.destroy(), ["pending", null, "no_answer"]],
    ["never ends its answer", endless, ["delivered", 200, null]],
  ] as const)("%s", async (_what, respond, outcome) => {
    receiver.respond = respond;
    await happen();
    await sendAll(endpoint);
    await until("it to be recorded", async () => (await outcomes())[0]?.[1] !== undefined);
    expect(await outcomes()).toEqual([outcome]);
    expect(receiver.received).toHaveLength(1);
  });

  test("cannot be reached", async () => {
    const gone = await openReceiver();
    gone.close();
    await updateEndpoint(org.admin, endpoint.endpointId, { url: gone.url }, () => {});
    await happen();
    await sendAll(endpoint);
    expect(await outcomes()).toEqual([["pending", null, "connection_refused"]]);
  });

  test("answers with more than fits: the first kilobyte is kept, as text that can be stored", async () => {
    receiver.respond = status(500, {}, `\0é${"x".repeat(5_000)}`);
    await happen();
    await sendAll(endpoint);
    const answer = (await deliveriesOf(endpoint))[0]?.attempts[0]?.answer ?? "";
    expect(answer.slice(0, 3)).toBe("\ufffdéx");
    expect(Buffer.byteLength(answer)).toBeLessThan(1030);
  });

  test("asks for a pause is not asked again before", async () => {
    receiver.respond = status(503, { "retry-after": "7200" });
    await happen();
    await sendAll(endpoint);
    expect((await deliveriesOf(endpoint))[0]?.seconds).toBeGreaterThan(7000);
  });

  test("is gone is disabled; what waits for it is sent once it is enabled again", async () => {
    receiver.respond = status(410);
    await happen();
    await happen("APAC");
    await sendNext(endpoint, quick);
    await until("it to be disabled", async () => !(await shown()).active);
    expect(await shown()).toMatchObject({ disabled_reason: "gone" });
    await happen("LATAM"); // not queued
    expect(await outcomes()).toEqual([
      ["failed", 410, null],
      ["pending", undefined, undefined],
    ]);
    const [entry] = (await auditOf(org, endpoint.endpointId)).slice(-1);
    expect(entry).toMatchObject({ action: "webhook_endpoint.disabled", actor: { kind: "system" } });
    const mails =
      await owner()`select kind, facts from messages where org_id = ${org.orgId} and kind = 'webhook_disabled'`;
    expect(mails).toMatchObject([{ facts: { reason: "gone", host: new URL(receiver.url).host } }]);

    receiver.respond = status(204);
    await updateEndpoint(org.admin, endpoint.endpointId, { active: true }, () => {});
    await sendAll(endpoint);
    expect((await outcomes()).map(([one]) => one)).toEqual(["failed", "delivered"]);
    expect(await shown()).toMatchObject({ active: true, disabled_reason: null, failing_since: null });
  });

  test("fails for five days is disabled, and a success in between counts anew", async () => {
    receiver.respond = status(500);
    const fail = async () => {
      await happen(`OU ${Math.random()}`);
      await sendAll(endpoint);
    };
    const age = (
      days: number,
    ) => owner()`update webhook_endpoints set failing_since = now() - make_interval(days => ${days})
      where endpoint_id = ${endpoint.endpointId}`;
    await fail();
    expect((await shown()).failing_since).not.toBeNull();
    await age(6);
    receiver.respond = status(204);
    await fail();
    expect(await shown()).toMatchObject({ active: true, failing_since: null });
    receiver.respond = status(500);
    await fail();
    await age(6);
    await fail();
    expect(await shown()).toMatchObject({ active: false, disabled_reason: "failing" });
  });
});
