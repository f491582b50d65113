import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import * as ouMembershipsOperations from "@/domain/ou-memberships/operations";
import { NOTICES_IN_A_MAIL } from "@/emails/notices";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { ageDepartures } from "@/testing/mail-time";
import { addMember, addUnit, asRequests, makeOrganization, owner, type TestOrganization } from "@/testing/organization";
import { openResendStandIn, type ResendStandIn } from "@/testing/resend-stand-in";
import { deliverMessage } from "./deliver-message";
import { queueMail } from "./queue-mail";

const { grantMembership, revokeMembership } = asRequests(ouMembershipsOperations);

let org: TestOrganization;
let standIn: ResendStandIn;
let units: string[];
let told: Actor;
let address: string;

beforeAll(async () => {
  org = await makeOrganization("Northwind");
  units = await Promise.all(["North", "South"].map((name) => addUnit(org, name)));
});
beforeEach(async () => {
  standIn = await openResendStandIn();
  provideEnv(standIn.env);
  address = `${newId("mem")}@stranger.test`;
  told = await addMember(org, { email: address });
});
afterEach(() => standIn.close());

/** Grants and revokes access in turn; every act is done, whatever the budget says to its notice. */
async function flicker(times: number, to = told) {
  for (let turn = 0; turn < times; turn += 1) {
    const unit = units[turn % units.length] ?? "";
    await grantMembership(org.admin, unit, to.memberId, "viewer");
    await revokeMembership(org.admin, unit, to.memberId);
  }
}
const notice = (device: string, { memberId } = told) =>
  withScope(org.admin, (tx) => {
    const facts = { device, ip: null, at: new Date().toISOString() };
    return queueMail(tx, org.admin, { kind: "new_sign_in", memberId, to: address, facts });
  });

type Row = { message_id: string; kind: string; org_member_id: string; waits: boolean; facts: { notices: unknown[] } };
const messages = () => owner()<Row[]>`
  select message_id, kind, org_member_id, coalesce(leaves_at > now(), false) as waits, facts from messages
   where org_id = ${org.orgId} and to_address = ${address} order by message_id`;
const combined = async () => (await messages()).filter(({ kind }) => kind === "notices");

/** As if the time of all that waits for the address had come, or lain so far back. */
async function pass(hours: number) {
  await owner()`update messages set leaves_at = leaves_at - make_interval(hours => ${hours}) where to_address = ${address}`;
  await ageDepartures(org.orgId, hours);
}
const deliver = (messageId = "") => deliverMessage({ orgId: org.orgId, messageId }, "first");

test("twenty grants send six mails, the last covering fifteen", async () => {
  await flicker(20);
  const all = await messages();
  expect(all.map(({ kind, waits }) => [kind, waits])).toEqual([
    ...Array(5).fill(["ou_access_granted", false]),
    ["notices", true],
  ]);
  expect(all[5]?.facts.notices).toHaveLength(15);
  await pass(1);
  for (const { message_id } of all) await deliver(message_id);
  expect(standIn.mailsTo(address)).toHaveLength(6);
  const text = standIn.mailsTo(address).at(-1)?.text;
  expect(text?.match(/Ada Lovelace gave you access to (North|South): you are a viewer there\./g)).toHaveLength(15);
});

test("all kinds of notices share one mail until it leaves, then start another", async () => {
  await flicker(5);
  await notice("Firefox on Windows");
  await flicker(1);
  const [first] = await combined();
  expect(first?.facts.notices).toMatchObject([{ kind: "new_sign_in" }, { kind: "ou_access_granted" }]);
  await pass(1);
  await deliver(first?.message_id);
  await flicker(5); // one mail of this hour has just left
  await notice("Safari on macOS");
  const [left, next, ...more] = await combined();
  expect(left?.facts.notices).toHaveLength(2);
  expect(next?.facts.notices).toMatchObject([{ kind: "ou_access_granted" }, { facts: { device: "Safari on macOS" } }]);
  expect(more).toEqual([]);
});

test("twenty parallel notices lose none", async () => {
  await flicker(5);
  await Promise.all(Array.from({ length: 20 }, (_, n) => notice(`Browser ${n}`)));
  const [one, ...more] = await combined();
  expect(one?.facts.notices).toHaveLength(20);
  expect(more).toEqual([]);
});

test("a notice being added when the mail falls due is in the mail", async () => {
  await flicker(5);
  await notice("Firefox on Windows");
  const [waiting] = await combined();
  let delivery: Promise<void> | undefined;
  const isWaiting = async () =>
    (
      await owner()`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%"messages"%for update%'`
    ).length > 0;
  await withScope(org.admin, async (tx) => {
    const facts = { device: "Slow on Linux", ip: null, at: new Date().toISOString() };
    await queueMail(tx, org.admin, { kind: "new_sign_in", memberId: told.memberId, facts });
    delivery = deliver(waiting?.message_id);
    await expect.poll(isWaiting).toBe(true);
  });
  await delivery;
  expect(standIn.mailsTo(address).at(-1)?.text).toContain("Slow on Linux");
});

test("one mail lists a limited number of notices, the newest, and says how many it leaves out", async () => {
  await flicker(5);
  for (let turn = 0; turn < NOTICES_IN_A_MAIL + 3; turn += 1) await notice(`Browser ${turn}`);
  const [one, ...more] = await combined();
  expect(more).toEqual([]);
  expect(one?.facts.notices).toHaveLength(NOTICES_IN_A_MAIL);
  expect(one?.facts).toMatchObject({ left_out: 3, first_name: "Grace", organization: "Northwind" });
  expect(JSON.stringify(one?.facts)).not.toContain('"Browser 2"');
});

test("notices of two members with the same address are not combined", async () => {
  const other = await addMember(org);
  await flicker(5);
  await notice("Firefox on Windows");
  await notice("Safari on macOS", other);
  const two = await combined();
  expect(two.map((one) => one.org_member_id)).toEqual([told.memberId, other.memberId]);
  expect(two.every(({ waits }) => waits)).toBe(true);
});
