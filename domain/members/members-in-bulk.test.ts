import { expect, test } from "vitest";
import { owner } from "@/testing/database";
import { addMember, addPeople } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as memberLists from "./list-members";

const { listMembers, pageMembers } = asRequests(memberLists);

// What separates texts in a line, what JSON escapes, and what takes several bytes.
const hostile = ['\t","role":"admin', "a\nb\r\n", "\\t\\n", '"}],[{"', "\u0001\u001f\u007f", "李 𝄞 é", "[]"];

test("a whole list of members is what its pages are, whatever people and OUs are called and whoever asks", async () => {
  const org = await makeOrganization();
  const unitIds = [...(await Promise.all(hostile.map((_, n) => addUnit(org, `Unit ${n}`)))), org.unitId];
  const sql = owner();
  for (const [index, name] of hostile.entries())
    await sql`update org_units set name = ${name} where unit_id = ${unitIds[index] ?? ""}`;
  await addPeople(
    org,
    hostile.map((name) => ({ first: name, last: name })),
  );
  const roles = ["admin", "editor", "viewer"] as const;
  for (let most = 0; most <= unitIds.length; most += 2) {
    const units = unitIds.slice(0, most).map((unitId, index) => [unitId, roles[index % 3] ?? "viewer"]);
    await addMember(org, { units: Object.fromEntries(units) });
  }
  await sql`update ou_memberships set expires_at = now() + interval '1 day' where org_id = ${org.orgId} and role = 'editor'`;
  const ofOneUnit = await addMember(org, { role: "editor", units: { [unitIds[3] ?? ""]: "editor" } });
  for (const actor of [org.admin, ofOneUnit]) {
    const whole = (await listMembers(actor)).parse();
    expect(whole).toEqual((await pageMembers(actor, { limit: 100 })).items.parse());
    expect(whole.map((member) => member.first_name)).toEqual(expect.arrayContaining(hostile));
    const most = Math.max(...whole.map((member) => member.ou_memberships.length));
    expect(most).toBe(actor === org.admin ? unitIds.length : 1);
  }
});
