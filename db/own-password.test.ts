import type { TransactionSql } from "postgres";
import { expect, test } from "vitest";
import { addMember, makeOrganization } from "@/testing/organization";
import { codeOf, scoped, scopeOf } from "@/testing/sql";

test("nobody sets another's password, and everyone their own", async () => {
  const org = await makeOrganization();
  const member = await addMember(org);
  const set = (who: string) => (tx: TransactionSql) =>
    tx`update members set password_hash = 'x' where org_member_id = ${who} returning 1`;
  expect(await codeOf(scoped(scopeOf(org.admin), set(member.memberId)))).toBe("42501");
  expect(await scoped(scopeOf(member), set(org.admin.memberId))).toHaveLength(0);
  expect(await scoped(scopeOf(member), set(member.memberId))).toHaveLength(1);
});
