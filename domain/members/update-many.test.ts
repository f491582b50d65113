import { expect, test } from "vitest";
import * as undoing from "@/domain/access-changes/undo";
import { actionsOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization } from "@/testing/organization";
import { refusalOf } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as updating from "./update-many";

const { updateMany } = asRequests(updating);
const { undoChange } = asRequests(undoing);

const peopleOf = async (orgId: string) =>
  (await owner()`select email, first_name, last_name, role from members where org_id = ${orgId} order by email`).map(
    ({ email, first_name, last_name, role }) => [email, `${first_name} ${last_name}`, role],
  );

async function withPeople() {
  const org = await makeOrganization();
  for (const email of ["a@acme.test", "b@acme.test"]) await addMember(org, { email });
  const rows = [
    { email: "A@acme.test", last_name: "Murray", role: "editor" as const },
    { email: "b@acme.test", first_name: "Grace", role: "viewer" as const },
    { email: "nobody@acme.test", role: "admin" as const },
    { email: "no address" },
    { email: "a@ACME.test", last_name: "Again", role: "admin" as const },
    { email: "b@acme.test".replace("b", "b\u0007"), last_name: "Broken" },
  ];
  return { org, rows, people: async () => (await peopleOf(org.orgId)).filter(([email]) => email !== org.email) };
}

test("each row is done or reported, and the roles are one change that can be undone", async () => {
  const { org, rows, people } = await withPeople();
  const before = await people();
  const dry = await updateMany(org.admin, { members: rows, dry_run: true });
  expect([dry.changeId, await people()]).toEqual([null, before]);
  const { changeId, results } = await updateMany(org.admin, { members: rows });
  expect(results).toEqual(dry.results);
  expect(results.map(({ result, fields }) => [result, fields])).toEqual([
    ["updated", ["last_name", "role"]],
    ["unchanged", []],
    ["unknown", undefined],
    ["invalid", undefined],
    ["invalid", undefined],
    ["invalid", undefined],
  ]);
  expect(results[4]?.errors).toEqual([{ pointer: "/members/4/email", detail: "is the same address as /members/0" }]);
  expect(await people()).toEqual([
    ["a@acme.test", "Grace Murray", "editor"],
    ["b@acme.test", "Grace Hopper", "viewer"],
  ]);
  expect((await actionsOf(org)).toSorted()).toEqual(["member.role_changed", "member.updated"]);
  await undoChange(org.admin, changeId ?? "");
  expect((await people())[0]).toEqual(["a@acme.test", "Grace Murray", "viewer"]);
});

test("a role that may not change refuses all, names too; a dry run tells which row", async () => {
  const { org, rows, people } = await withPeople();
  const before = await people();
  const members = [...rows, { email: org.email, role: "viewer" as const }];
  expect((await refusalOf(updateMany(org.admin, { members }))).code).toBe("change_refused");
  expect(await people()).toEqual(before);
  const { results } = await updateMany(org.admin, { members, dry_run: true });
  expect(results.at(-1)).toMatchObject({ result: "refused", code: "last_admin" });
});
