import { afterAll, beforeEach, expect, test } from "vitest";
import * as inviteManyModule from "@/domain/invitations/invite-many";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import * as messageLists from "./list-messages";

const { inviteMany } = asRequests(inviteManyModule);
const { findWaiting, listMessages } = asRequests(messageLists);

let org: TestOrganization;
beforeEach(async () => {
  provideEnv({ INVITATIONS_PER_HOUR: "" });
  org = await makeOrganization("Northwind");
});
afterAll(() => provideEnv({ INVITATIONS_PER_HOUR: "" }));

const batch = (count: number, { admin } = org) =>
  inviteMany(admin, {
    role: "viewer",
    members: Array.from({ length: count }, () => ({ email: `${newId("mem")}@stranger.test` })),
  });
const add = () =>
  createMember(org.admin, {
    first_name: "Grace",
    last_name: "Hopper",
    role: "viewer",
    email: `${newId("mem")}@stranger.test`,
    password: goodPassword,
  });

/** How many of the organization's mails leave in how many whole hours, and that each job waits for as long as its message. */
async function waves({ orgId } = org): Promise<number[][]> {
  const rows = await owner()<{ hours: number; count: number; agrees: boolean }[]>`
    select round(extract(epoch from coalesce(m.leaves_at, m.created_at) - m.created_at) / 3600)::int as hours,
           count(*)::int, bool_and(coalesce(m.leaves_at = j.run_at, j.run_at <= now())) as agrees
      from messages m join graphile_worker._private_jobs j on j.key = m.message_id where m.org_id = ${orgId}
     group by 1 order by 1`;
  expect(rows.every(({ agrees }) => agrees)).toBe(true);
  return rows.map(({ hours, count }) => [hours, count]);
}

test("two parallel batches of a thousand are accepted; a thousand leave and the others wait for an hour", async () => {
  const rows = (await Promise.all([batch(1000), batch(1000)])).flat();
  expect(rows.every(({ result }) => result === "invited")).toBe(true);
  expect(await waves()).toEqual([
    [0, 1000],
    [1, 1000],
  ]);
  expect(await findWaiting(org.admin)).toEqual({ count: 1000, until: expect.any(String) });
});

test("the pace follows the operator's setting, counts every kind of invitation, and is separate for each organization", async () => {
  provideEnv({ INVITATIONS_PER_HOUR: "10" });
  const other = await makeOrganization("Zenith");
  await batch(8);
  await Promise.all(Array.from({ length: 5 }, add));
  await batch(20);
  expect(await waves()).toEqual([
    [0, 10],
    [1, 10],
    [2, 10],
    [3, 3],
  ]);
  await batch(10, other);
  expect(await waves(other)).toEqual([[0, 10]]);
  expect(await findWaiting(other.admin)).toBeNull();
});

test("the message says when it leaves", async () => {
  provideEnv({ INVITATIONS_PER_HOUR: "1" });
  await batch(2);
  const times = (await listMessages(org.admin))
    .parse()
    .map(({ leaves_at: at }) => at && Math.round((Date.parse(at) - Date.now()) / 3_600_000));
  expect(times.sort()).toEqual([1, null]);
});
