import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { createOrgUnit } from "@/domain/org-units/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { audit, changesBetween } from "./audit";

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

const entriesOf = async (targetId: string) => {
  const rows = await owner()`select entry_id, action, actor_id, about_unit_id, content from audit_entries
    where org_id = ${org.orgId} and target_id = ${targetId} order by entry_id`;
  return rows.map((row) => ({ ...(row as { entry_id: string; action: string }), content: JSON.parse(row.content) }));
};
const valuesOf = (entryId = "") =>
  owner()`select part, subject_id, salt, value from audit_values where entry_id = ${entryId} order by part`;

test("an operation leaves one entry that names who did what to what", async () => {
  const { unitId } = await withScope(org.admin, (tx) => createOrgUnit(tx, org.admin, { name: "North" }));
  const [entry, ...others] = await entriesOf(unitId);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ action: "org_unit.created", actor_id: org.admin.memberId, about_unit_id: unitId });
  expect(entry?.content).toMatchObject({
    id: entry?.entry_id,
    actor: { kind: "member", id: org.admin.memberId },
    target: { type: "org_unit", id: unitId, name: "North" },
    changes: [],
  });
});

test("personal values are stored apart from the entry, which has their salted hashes", async () => {
  const member = await addMember(org);
  const changes = changesBetween({ first_name: "Grace", role: "viewer" }, { first_name: "Mary", role: "editor" });
  await withScope(org.admin, async (tx) => audit(tx, "member.updated", { id: member.memberId }, { changes }));
  const entry = (await entriesOf(member.memberId)).find(({ action }) => action === "member.updated");
  const values = await valuesOf(entry?.entry_id);
  expect(values.map(({ part, subject_id }) => [part, subject_id])).toEqual([
    ["origin", org.admin.memberId],
    ["target", member.memberId],
  ]);
  expect(JSON.parse(values[1]?.value)).toEqual({
    name: "Grace Hopper",
    changes: [{ field: "first_name", before: "Grace", after: "Mary" }],
  });
  expect(JSON.stringify(entry?.content)).not.toMatch(/Grace|Mary|Ada/);
  expect(entry?.content.changes).toEqual([{ field: "role", before: "viewer", after: "editor" }]);
  for (const { part, salt, value } of values) {
    expect(entry?.content.values[part]).toBe(
      createHash("sha256")
        .update(salt + value)
        .digest("hex"),
    );
  }
});

test("what is rolled back leaves no entry, in a transaction and in an attempt within one", async () => {
  const failing = withScope(org.admin, async (tx) => {
    audit(tx, "org_unit.updated", { id: "unit_undone", name: "x" });
    throw new Error("undone");
  });
  await expect(failing).rejects.toThrow("undone");
  await withScope(org.admin, async (tx) => {
    const attempt = tx.transaction(async (inner) => {
      audit(inner, "org_unit.updated", { id: "unit_undone", name: "x" });
      throw new Error("undone");
    });
    await expect(attempt).rejects.toThrow("undone");
    audit(tx, "org_unit.updated", { id: "unit_done", name: "x" });
  });
  expect(await entriesOf("unit_undone")).toEqual([]);
  expect(await entriesOf("unit_done")).toHaveLength(1);
});

test("the application's role can neither change nor delete an entry", async () => {
  const change = withScope(org.admin, (tx) => tx.execute("update audit_entries set content = ''"));
  await expect(change).rejects.toMatchObject({ code: "42501" });
  const removal = withScope(org.admin, (tx) => tx.execute("delete from audit_entries"));
  await expect(removal).rejects.toMatchObject({ code: "42501" });
});
