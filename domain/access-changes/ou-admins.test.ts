import { beforeAll, beforeEach, expect, test } from "vitest";
import * as memberships from "@/domain/ou-memberships/operations";
import { addTwo, makeTwoUnits } from "@/testing/access";
import { addMember } from "@/testing/members";
import { refusalOf } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as changing from "./change-access";
import * as listing from "./list-changes";
import type { AccessChangeInput } from "./schema";
import * as undoing from "./undo";

const { changeAccess } = asRequests(changing);
const { undoChange } = asRequests(undoing);
const { pageChanges, readChange } = asRequests(listing);
const { grantMembership } = asRequests(memberships);

let { org, unit, other } = {} as Awaited<ReturnType<typeof makeTwoUnits>>;
beforeAll(async () => {
  ({ org, unit, other } = await makeTwoUnits());
});
let { ada, grace } = {} as Awaited<ReturnType<typeof addTwo>>;
beforeEach(async () => {
  ({ ada, grace } = await addTwo(org, unit));
});

type Changes = AccessChangeInput["changes"];
const giver = () => addMember(org, { units: { [unit]: "admin", [other]: "editor" } });

test("an OU admin changes access to their OUs only", async () => {
  const actor = await giver();
  const changes = (...list: Changes) => changeAccess(actor, { changes: list });
  await changes({ op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "admin" });
  for (const item of [
    { op: "grant", org_member_id: ada.memberId, unit_id: other, role: "viewer" },
    { op: "set_org_role", org_member_id: ada.memberId, role: "editor" },
    { op: "deactivate", org_member_id: ada.memberId },
  ] as Changes) {
    expect((await refusalOf(changes(item))).extension).toHaveProperty("diff.items.0.code", "forbidden");
  }
  const hidden: Changes[number] = { op: "revoke", org_member_id: ada.memberId, unit_id: org.unitId };
  expect((await refusalOf(changes(hidden))).extension).toHaveProperty("diff.items.0.code", "org_unit_not_found");
});

test("an OU admin sees only the items of their OUs, and undoes only changes that concern nothing else", async () => {
  const actor = await giver();
  const mixed = await changeAccess(org.admin, {
    changes: [
      { op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "viewer" },
      { op: "grant", org_member_id: ada.memberId, unit_id: other, role: "viewer" },
      { op: "set_org_role", org_member_id: ada.memberId, role: "editor" },
    ],
  });
  const [elsewhere, own] = [
    await grantMembership(org.admin, other, grace.memberId, "viewer"),
    await grantMembership(org.admin, unit, grace.memberId, "editor"),
  ];
  const seen = (await pageChanges(actor, { limit: 2 })).items.parse();
  expect(seen.map((change) => change.id)).toEqual([own.changeId, mixed.id]);
  const read = (await readChange(actor, mixed.id ?? "")).parse();
  expect(read.items.map(({ unit_id }) => unit_id)).toEqual([unit]);
  expect([seen[1]?.summary, read.summary]).toEqual(
    Array(2).fill({ changed: 1, none: 0, refused: 0, members: 1, ops: { grant: 1 } }),
  );
  expect((await refusalOf(readChange(actor, elsewhere.changeId ?? ""))).code).toBe("access_change_not_found");
  expect((await refusalOf(undoChange(actor, mixed.id ?? ""))).code).toBe("forbidden");
  expect(await undoChange(actor, own.changeId ?? "")).toMatchObject({ summary: { changed: 1 } });
});
