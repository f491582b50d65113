import { beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { addMember, makeOrganization, owner, type TestOrganization } from "@/testing/organization";
import { asApplication, codeOf, scoped, scopeOf } from "@/testing/sql";

let ours: TestOrganization;
let theirs: TestOrganization;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([makeOrganization("Ours"), makeOrganization("Theirs")]);
});

const kinds = ["email_confirmation", "initial_password", "invitation", "password_reset"];
async function withLinks({ orgId }: TestOrganization, memberId: string): Promise<void> {
  for (const kind of kinds) {
    await owner()`insert into account_links (org_id, link_id, org_member_id, kind, email, expires_at)
      values (${orgId}, ${newId("lnk")}, ${memberId}, ${kind}, 'a@acme.test', now() + interval '1 hour')`;
  }
}
const live = async (memberId: string) =>
  (
    await owner()`select kind from account_links where org_member_id = ${memberId} and revoked_at is null order by kind`
  ).map(({ kind }) => kind);

for (const [name, left] of [
  ["end_account_links", ["initial_password", "invitation"]],
  ["end_credentials", ["invitation"]],
] as const) {
  test(`${name}: an admin's scope ends a colleague's links, and gives the scope back`, async () => {
    const { memberId } = await addMember(ours);
    await withLinks(ours, memberId);
    await asApplication().begin(async (tx) => {
      for (const [key, value] of Object.entries(scopeOf(ours.admin))) {
        await tx`select set_config(${`app.${key}`}, ${value}, true)`;
      }
      await tx`select ${tx.unsafe(name)}(${memberId})`;
      const [scope] = await tx`select current_setting('app.member_id') as member`;
      expect(scope?.member).toBe(ours.admin.memberId);
    });
    expect(await live(memberId)).toEqual(left);
  });

  test(`${name}: no other scope ends anything, and an admin's ends nothing in another organization`, async () => {
    const { memberId } = await addMember(ours);
    const colleague = await addMember(ours, { role: "editor", units: { [ours.unitId]: "admin" } });
    await withLinks(ours, memberId);
    const end = (settings: Parameters<typeof scoped>[0]) =>
      scoped(settings, async (tx) => {
        await tx`select ${tx.unsafe(name)}(${memberId})`;
        // Seen by the member themself, within the transaction that is rolled back.
        for (const [key, value] of Object.entries({ ...scopeOf(ours.admin), member_id: memberId })) {
          await tx`select set_config(${`app.${key}`}, ${value}, true)`;
        }
        return (await tx`select from account_links where revoked_at is null and org_member_id = ${memberId}`).length;
      });
    expect(await codeOf(end(scopeOf(colleague)))).toBe("42501");
    expect(await codeOf(end({}))).toBe("42501");
    expect(await end(scopeOf(theirs.admin))).toBe(kinds.length);
    expect(await end(scopeOf(ours.admin))).toBe(left.length);
  });
}
