import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { confirmEmail } from "@/domain/account/confirm-email";
import { acceptInvitation } from "@/domain/invitations/accept-invitation";
import { inviteMany } from "@/domain/invitations/invite-many";
import { resendInvitation, revokeInvitation } from "@/domain/invitations/operations";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/roles";
import { owner } from "@/testing/database";
import { keptDifferences } from "@/testing/kept-counts";
import { activate, addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, changeEmailOf, createMember } from "@/testing/requests";
import * as deactivation from "./deactivate-member";
import { pageMembers } from "./list-members";
import { removeMember, updateMember } from "./operations";

// What is kept beside the members (db/kept-counts.ts) is compared with them after each operation.

const act = asRequests({
  ...deactivation,
  inviteMany,
  pageMembers,
  removeMember,
  resendInvitation,
  revokeInvitation,
  updateMember,
});

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

const fresh = () => `${newId("mem")}@acme.test`;
const person = (role: Role, email = fresh()) => ({ first_name: "Grace", last_name: "Hopper", email, role });
const create = async (role: Role = "viewer") =>
  (await createMember(org.admin, { ...person(role), password: goodPassword })).memberId;
const linkOf = async (memberId: string) =>
  String(
    (await owner()`select link_id from account_links where org_member_id = ${memberId} order by link_id desc`)[0]
      ?.link_id,
  );

const changes: Record<string, () => Promise<unknown>> = {
  "founding an organization": () => makeOrganization(),
  "adding a member": () => create(),
  "adding a member whose address is taken": () =>
    createMember(org.admin, { ...person("viewer", org.email), password: goodPassword }).catch(() => {}),
  "inviting many, some of whom are members": () =>
    act.inviteMany(org.admin, { role: "editor", members: [fresh(), org.email, fresh()].map((email) => ({ email })) }),
  "changing a role and an address": async () => act.updateMember(org.admin, await create(), person("admin")),
  "changing only the name": async () => {
    const [memberId, email] = [await create(), fresh()];
    for (const _time of [1, 2]) await act.updateMember(org.admin, memberId, person("viewer", email));
  },
  "exchanging two addresses": async () => {
    const [one, two] = [await create(), await create()];
    const [first, second] = [fresh(), fresh()];
    for (const [id, email] of [
      [one, first],
      [two, second],
      [one, fresh()],
      [two, first],
      [one, second],
    ] as const)
      await act.updateMember(org.admin, id, person("viewer", email));
  },
  "deactivating and reactivating": async () => {
    const memberId = await activate(await create("editor"));
    for (const _time of [1, 2]) await act.deactivateMember(org.admin, memberId);
    expect(await keptDifferences()).toEqual([]);
    await act.reactivateMember(org.admin, memberId);
  },
  "removing a member": async () => act.removeMember(org.admin, await activate(await create())),
  "removing an inviter with those they invited": async () => {
    const inviter = await addMember(org, { role: "admin" });
    await act.inviteMany(inviter, { role: "viewer", members: [{ email: fresh() }, { email: fresh() }] });
    await act.removeMember(org.admin, inviter.memberId, true);
  },
  "accepting an invitation": async () => {
    const token = linkToken("invitation", await linkOf(await create()));
    await acceptInvitation("invitation", token, { first_name: "A", last_name: "B", password: "a password of my own" });
  },
  "correcting an invitation's address": async () => act.resendInvitation(org.admin, await create(), { email: fresh() }),
  "withdrawing an invitation": async () => act.revokeInvitation(org.admin, await create()),
  "confirming one's own new address": async () => {
    const own = await makeOrganization();
    await changeEmailOf(own.admin, { email: fresh(), current_password: goodPassword });
    await confirmEmail(linkToken("email_confirmation", await linkOf(own.admin.memberId)));
  },
};

test.each(Object.entries(changes))("what is kept of members equals them after %s", async (_what, change) => {
  await change();
  expect(await keptDifferences()).toEqual([]);
});

test("parallel changes, some of them undone, leave exact counts", async () => {
  const own = await makeOrganization();
  const insert = (role: Role) => {
    const email = fresh();
    return sql`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash)
      values (${own.orgId}, ${newId("mem")}, 'A', 'B', ${email}, ${email}, ${role}, '!')`;
  };
  const ways: ((index: number) => Promise<unknown>)[] = [
    () => withScope(own.admin, (tx) => tx.execute(insert("viewer"))),
    () =>
      withScope(own.admin, async (tx) => {
        for (const role of ["viewer", "editor", "admin"] as const) await tx.execute(insert(role));
      }),
    () =>
      withScope(own.admin, async (tx) => {
        await tx.execute(insert("editor"));
        throw new Error("undone");
      }).catch(() => {}),
    async () => {
      const member = await addMember(own, { role: "editor" });
      await act.updateMember(own.admin, member.memberId, person("viewer"));
      await act.removeMember(own.admin, member.memberId);
    },
    async () => act.deactivateMember(own.admin, (await addMember(own)).memberId),
  ];
  await Promise.all(Array.from({ length: 40 }, (_, index) => ways[index % ways.length]?.(index)));
  expect(await keptDifferences()).toEqual([]);
  const { total } = await act.pageMembers(own.admin, { limit: 1 });
  expect(total).toBe(1 + 8 + 3 * 8 + 8);
});
