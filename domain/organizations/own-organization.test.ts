import { expect, test } from "vitest";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as renaming from "./own-organization";
import { mayRenameOrganization } from "./policy";

const { readOrganization, renameOrganization } = asRequests(renaming);

test("an org admin renames their organization, which leaves an entry; any member reads it", async () => {
  const [org, other] = [await makeOrganization(), await makeOrganization()];
  const viewer = await addMember(org, { role: "viewer" });
  const before = (await readOrganization(viewer)).parse();
  expect(before).toEqual({ org_id: org.orgId, name: expect.any(String), created_at: expect.stringMatching(/Z$/) });
  const after = (await renameOrganization(org.admin, { name: "Acme Holding" })).parse();
  expect(after).toEqual({ ...before, name: "Acme Holding" });
  expect((await readOrganization(viewer)).parse()).toEqual(after);
  expect((await readOrganization(other.admin)).parse().name).not.toBe("Acme Holding");
  expect(await auditOf(org, org.orgId)).toMatchObject([
    {
      action: "organization.renamed",
      target: { type: "organization", id: org.orgId, name: "Acme Holding" },
      changes: [{ field: "name", before: before.name, after: "Acme Holding" }],
    },
  ]);
  await renameOrganization(org.admin, { name: "Acme Holding" });
  expect(await auditOf(org, org.orgId), "after no change").toHaveLength(1);
});

test("others may not rename it, and the database would not let them", async () => {
  const org = await makeOrganization();
  const editor = await addMember(org, { role: "editor" });
  expect([mayRenameOrganization(org.admin), mayRenameOrganization(editor)]).toEqual([true, false]);
  await expect(renameOrganization(editor, { name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
  const [row] = await owner()`select name from organizations where org_id = ${org.orgId}`;
  expect(row?.name).not.toBe("Mine");
});
