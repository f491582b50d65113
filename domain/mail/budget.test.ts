import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { sendResetLinks } from "@/domain/account/request-password-reset";
import * as inviteManyModule from "@/domain/invitations/invite-many";
import * as invitationsOperations from "@/domain/invitations/operations";
import * as membersOperations from "@/domain/members/operations";
import { type MailKind, mails } from "@/emails/mail";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { ageDepartures, coolDown } from "@/testing/mail-time";
import {
  addMember,
  asRequests,
  changeEmailOf,
  createMember,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";
import { queueMail } from "./queue-mail";
import type { MailToQueue } from "./queue-mails";

const { inviteMany } = asRequests(inviteManyModule);
const { resendInvitation, revokeInvitation } = asRequests(invitationsOperations);
const { removeMember, updateMember } = asRequests(membersOperations);

let org: TestOrganization;
let stranger: string;
beforeAll(async () => {
  org = await makeOrganization("Northwind");
});
beforeEach(() => {
  stranger = `${newId("mem")}@stranger.test`;
});

const grace = { first_name: "Grace", last_name: "Hopper", role: "viewer" as const };
const usedUp = expect.objectContaining({ constructor: DomainError, code: "mail_budget_exhausted" });
const create = async (email: string, { admin } = org) =>
  (await createMember(admin, { ...grace, email, password: goodPassword })).memberId;
const update = (memberId: string, email: string) => updateMember(org.admin, memberId, { ...grace, email });

/** How many of the acts were done; each of the others was refused because the budget is used up. */
async function done(acts: Promise<unknown>[]): Promise<number> {
  const ended = await Promise.allSettled(acts);
  for (const one of ended) if (one.status === "rejected") expect(one.reason).toEqual(usedUp);
  return ended.filter(({ status }) => status === "fulfilled").length;
}

async function inTurn(times: number, act: (turn: number) => Promise<unknown>): Promise<number> {
  let count = 0;
  for (let turn = 0; turn < times; turn += 1) count += await done([act(turn)]);
  return count;
}

const pass = (hours: number) => ageDepartures(org.orgId, hours);
const countOf = async (table: string, orgId = org.orgId) => {
  const [row] = await owner()`select count(*)::int from ${owner()(table)} where org_id = ${orgId}`;
  return row?.count;
};

describe("invitations and links to one address", () => {
  test("at most five leave in an hour, even if the member is deleted after each, and a refusal changes nothing", async () => {
    expect(await inTurn(8, async () => removeMember(org.admin, await create(stranger)))).toBe(5);
    const before = await countOf("members");
    const refused = await create(stranger).catch((error: unknown) => error);
    expect(refused).toEqual(usedUp);
    expect((refused as DomainError).retrySeconds).toBeGreaterThan(3500);
    expect((refused as DomainError).retrySeconds).toBeLessThanOrEqual(3601);
    expect(await countOf("members")).toBe(before);
  });

  test("every way to cause one counts against the same budget", async () => {
    const memberId = await create(stranger.toUpperCase()); // 1
    await coolDown(memberId);
    await resendInvitation(org.admin, memberId, {}); // 2
    await revokeInvitation(org.admin, memberId);
    const other = await create(`other.${stranger}`);
    await resendInvitation(org.admin, other, { email: stranger }); // 3
    await update(other, `third.${stranger}`);
    await changeEmailOf(org.admin, { email: stranger, current_password: goodPassword }); // 4
    await update(other, stranger); // 5
    await update(other, `third.${stranger}`);
    await coolDown(other);
    expect(await done([update(other, stranger)])).toBe(0);
    expect(await done([resendInvitation(org.admin, other, { email: stranger })])).toBe(0);
    expect(await done([changeEmailOf(org.admin, { email: stranger, current_password: goodPassword })])).toBe(0);
    expect(await done([create(stranger)])).toBe(0);
    const [member] = await owner()`select email from members where org_member_id = ${other}`;
    expect(member?.email).toBe(`third.${stranger}`);
  });

  test("at most twenty leave in a day, and the refusal says when the first is a day old", async () => {
    const round = () => inTurn(6, async () => removeMember(org.admin, await create(stranger)));
    for (let hour = 0; hour < 4; hour += 1) {
      expect(await round()).toBe(5);
      await pass(2);
    }
    const refused = (await create(stranger).catch((error: unknown) => error)) as DomainError;
    expect(refused).toEqual(usedUp);
    expect(Math.round((refused.retrySeconds ?? 0) / 3600)).toBe(16);
    await pass(16);
    expect(await round()).toBe(5);
  });

  test("another organization has a budget of its own", async () => {
    await inTurn(6, async () => removeMember(org.admin, await create(stranger)));
    expect(await create(stranger, await makeOrganization("Zenith"))).toMatch(/^mem_/);
  });

  test("of twenty parallel requests five succeed", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => addMember(org)));
    const mail = ({ memberId }: { memberId: string }) =>
      withScope(org.admin, (tx) =>
        queueMail(tx, org.admin, {
          kind: "email_confirmation",
          memberId,
          to: stranger,
          facts: { new_email: stranger, expires_at: new Date().toISOString() },
        }),
      );
    expect(await done(people.map(mail))).toBe(5);
    const [row] = await owner()`select count(*)::int from messages where to_address = ${stranger}`;
    expect(row?.count).toBe(5);
  });
});

describe("a batch", () => {
  test("refuses rows whose address has had enough mail and invites the others", async () => {
    await inTurn(5, async () => removeMember(org.admin, await create(stranger)));
    const members = [{ email: `a.${stranger}` }, { email: stranger }, { email: `b.${stranger}` }];
    const before = await countOf("members");
    const tried = await inviteMany(org.admin, { role: "viewer", members, dry_run: true });
    const rows = await inviteMany(org.admin, { role: "viewer", members });
    for (const answers of [tried, rows]) {
      expect(answers.map(({ result }) => result)).toEqual(["invited", "refused", "invited"]);
      expect(answers[1]?.errors).toEqual([{ pointer: "/members/1/email", detail: expect.stringMatching(/in 1 hour/) }]);
      expect(answers[1]?.retry_after).toBeGreaterThan(3500);
      expect(answers[1]?.org_member_id).toBeUndefined();
    }
    expect(await countOf("members")).toBe(before + 2);
    const [left] = await owner()`select count(*)::int from members where email = ${stranger}`;
    expect(left?.count).toBe(0);
  });
});

test("mails caused by people who are not signed in are counted apart, and nothing is sent beyond the budget", async () => {
  const member = await addMember(org, { email: stranger });
  const account = { org_id: org.orgId, org_member_id: member.memberId };
  for (let turn = 0; turn < 8; turn += 1) await sendResetLinks({ accounts: [account] }, new Date());
  const [links] = await owner()`select count(*)::int, count(*) filter (where revoked_at is null)::int as live
    from account_links where org_member_id = ${member.memberId}`;
  expect(links).toEqual({ count: 5, live: 1 });
  const [sent] = await owner()`select count(*)::int from messages where org_member_id = ${member.memberId}`;
  expect(sent?.count).toBe(5);
  await removeMember(org.admin, member.memberId);
  expect(await create(stranger)).toMatch(/^mem_/);
});

test.each((Object.keys(mails) as MailKind[]).filter((kind) => kind !== "notices"))(
  "no more than five of a kind leave at once for one address: %s",
  async (kind) => {
    const { memberId } = await addMember(org, { email: stranger });
    const { first_name: _, organization: __, ...facts } = mails[kind].preview;
    const mail = { kind, memberId, facts } as unknown as MailToQueue;
    await inTurn(8, () => withScope(org.admin, (tx) => queueMail(tx, org.admin, mail)));
    const [row] = await owner()`select count(*)::int from graphile_worker._private_jobs j
      join messages m on m.message_id = j.key where m.to_address = ${stranger} and j.run_at <= now()`;
    expect(row?.count).toBe(5);
  },
);

test("expired budgets are deleted with the organization's next mail", async () => {
  const own = await makeOrganization("Southwind");
  await create(stranger, own);
  await create(`other.${stranger}`, own);
  await owner()`update mail_budgets set expires_at = now() - interval '1 second' where org_id = ${own.orgId}`;
  await create(`third.${stranger}`, own);
  const rows = await owner()`select expires_at - now() as left from mail_budgets where org_id = ${own.orgId}`;
  expect(rows).toHaveLength(2); // of the third address, and of all the organization's invitations
});

test("only the queue, which checks the budgets, writes mails", () => {
  const sources = readdirSync("domain", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file, source: readFileSync(path.join("domain", file), "utf8") }));
  const filesWith = (part: RegExp) => sources.filter(({ source }) => part.test(source)).map(({ file }) => file);
  expect(filesWith(/insert(\(| into \$\{)messages\b/)).toEqual(["mail/store-mails.ts"]);
  expect(filesWith(/import \{.*storeMails.*\}/).sort()).toEqual(["mail/combine-notices.ts", "mail/queue-mails.ts"]);
});
