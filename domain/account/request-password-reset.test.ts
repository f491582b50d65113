import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import { noRequest } from "@/lib/auth/client";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { requestPasswordReset, sendResetLinks } from "./request-password-reset";

const { deactivateMember } = asRequests(deactivateMemberModule);

let org: TestOrganization;
let email: string;
beforeAll(async () => {
  org = await makeOrganization();
});
beforeEach(() => {
  email = `${newId("mem")}@acme.test`;
});

const from = (ip: string) => ({ requestId: null, client: { ip, userAgent: null } });

type Account = { org_id: string; org_member_id: string };
type Job = { accounts: Account[]; created: Date };

// The worker does not run in these tests: a job waits where the request has left it.
async function jobsSince(id: string): Promise<Job[]> {
  const rows = await owner()`select j.payload->'accounts' as accounts, j.created_at as created
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'request_password_reset' and j.id > ${id}::bigint order by j.id`;
  return rows as unknown as Job[];
}
const lastJob = async () =>
  (await owner()`select coalesce(max(id), 0)::text as id from graphile_worker._private_jobs`)[0]?.id as string;
const withAccount = (jobs: Job[], memberId: string) =>
  jobs.filter(({ accounts }) => accounts.some((account) => account.org_member_id === memberId));

const mailsTo = (address: string) =>
  owner()`select kind, org_id, link_id, facts from messages where to_address = ${address} order by message_id`;
const accountOf = (orgId: string, memberId: string): Account => ({ org_id: orgId, org_member_id: memberId });
const linksOf = (memberId: string) => owner()`
  select kind, revoked_at is null as live, round(extract(epoch from expires_at - created_at)) as seconds
    from account_links where org_member_id = ${memberId} order by link_id`;

describe("the request", () => {
  test("queues a job that names the address's accounts (ignoring case) and no address", async () => {
    const second = await makeOrganization("Second");
    const [one, two] = [await addMember(org, { email }), await addMember(second, { email })];
    const before = await lastJob();
    await requestPasswordReset(` ${email.toUpperCase()} `, noRequest);
    const [job] = withAccount(await jobsSince(before), one.memberId);
    const expected = [accountOf(org.orgId, one.memberId), accountOf(second.orgId, two.memberId)];
    expect(job?.accounts).toHaveLength(2);
    expect(job?.accounts).toEqual(expect.arrayContaining(expected));
    expect(JSON.stringify(job)).not.toContain("@");
  });

  test("is accepted three times in fifteen minutes for an address, whoever asks", async () => {
    const { memberId } = await addMember(org, { email });
    const before = await lastJob();
    for (let time = 0; time < 5; time += 1) await requestPasswordReset(email, from(`192.0.2.${time}`));
    expect(withAccount(await jobsSince(before), memberId)).toHaveLength(3);
  });

  test("is accepted twenty times from one network address, then still from another", async () => {
    const network = `2001:db8:${newId("ses").slice(-4)}:${newId("ses").slice(-4)}`;
    for (let time = 0; time < 20; time += 1) {
      await requestPasswordReset(`${newId("mem")}@nobody.test`, from(`${network}::${time}`));
    }
    const { memberId } = await addMember(org, { email });
    const before = await lastJob();
    await requestPasswordReset(email, from(`${network}::99`));
    expect(withAccount(await jobsSince(before), memberId)).toHaveLength(0);
    await requestPasswordReset(email, from("192.0.2.200"));
    expect(withAccount(await jobsSince(before), memberId)).toHaveLength(1);
  });
});

describe("the job", () => {
  const run = (accounts: Account[], requestedAt = new Date(Date.now() - 1000)) =>
    sendResetLinks({ accounts }, requestedAt);

  test("mails an active member one link, valid for an hour", async () => {
    const { memberId } = await addMember(org, { email });
    await run([accountOf(org.orgId, memberId)]);
    expect(await linksOf(memberId)).toEqual([{ kind: "password_reset", live: true, seconds: "3600" }]);
    expect(await mailsTo(email)).toMatchObject([
      { kind: "password_reset", org_id: org.orgId, facts: { first_name: "Grace", organization: "Acme" } },
    ]);
  });

  test("mails each account of the address once, even if run again", async () => {
    const second = await makeOrganization("Second");
    const members = [await addMember(org, { email }), await addMember(second, { email })];
    const accounts = members.map(({ orgId, memberId }) => accountOf(orgId, memberId));
    const requestedAt = new Date();
    await run(accounts, requestedAt);
    await run(accounts, requestedAt);
    const organizations = (await mailsTo(email)).map(({ org_id }) => org_id);
    expect(organizations.sort()).toEqual([org.orgId, second.orgId].sort());
  });

  test("of a later request ends the earlier link", async () => {
    const { memberId } = await addMember(org, { email });
    await run([accountOf(org.orgId, memberId)]);
    await owner()`update account_links set created_at = created_at - interval '1 minute' where org_member_id = ${memberId}`;
    await run([accountOf(org.orgId, memberId)]);
    expect((await linksOf(memberId)).map(({ live }) => live)).toEqual([false, true]);
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("mails no deactivated member, no removed member, and no unknown address", async () => {
    const { memberId } = await addMember(org, { email });
    await deactivateMember(org.admin, memberId);
    await run([accountOf(org.orgId, memberId), accountOf(org.orgId, "mem_none")]);
    await run([]);
    expect(await mailsTo(email)).toHaveLength(0);
    expect(await linksOf(memberId)).toEqual([]);
  });

  test("mails an invited member their pending invitation once it is a minute old, and never extends it", async () => {
    const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const };
    const { memberId } = await createMember(org.admin, { ...person, password: "correct horse battery" });
    const kinds = async () => (await mailsTo(email)).map(({ kind }) => kind);
    const account = [accountOf(org.orgId, memberId)];
    await run(account);
    expect(await kinds(), "it has only just been sent").toEqual(["invitation"]);
    await owner()`update account_links set created_at = created_at - interval '61 seconds' where org_member_id = ${memberId}`;
    await run(account);
    expect(await kinds()).toEqual(["invitation", "invitation"]);
    const mails = await mailsTo(email);
    expect(mails[1]?.link_id, "the same link").toBe(mails[0]?.link_id);
    await owner()`update account_links set expires_at = now() where org_member_id = ${memberId}`;
    await run(account);
    expect(await kinds()).toHaveLength(2);
  });
});
