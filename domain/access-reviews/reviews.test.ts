import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as undoing from "@/domain/access-changes/undo";
import * as memberships from "@/domain/ou-memberships/operations";
import { makeTwoUnits } from "@/testing/access";
import { actionsOf, auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit } from "@/testing/organization";
import { outcomes, refusalOf } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as closing from "./close-review";
import * as deciding from "./decide";
import * as listing from "./list-reviews";
import * as starting from "./start-review";

const { startReview } = asRequests(starting);
const { decideItem, keepRemaining } = asRequests(deciding);
const { closeReview } = asRequests(closing);
const { pageItems, readReview } = asRequests(listing);
const { undoChange } = asRequests(undoing);
const { grantMembership, revokeMembership } = asRequests(memberships);

const due_at = "2999-01-01T00:00:00Z";
let { org, unit, other } = {} as Awaited<ReturnType<typeof makeTwoUnits>>;
let { ada, grace, ida, reviewer } = {} as Record<"ada" | "grace" | "ida" | "reviewer", Actor>;

beforeAll(async () => {
  ({ org, unit, other } = await makeTwoUnits());
});

/** A review of two OUs with Ada, Grace and Ida as viewers of the first, an admin of it, and one member of the second. */
async function start(more: object = {}) {
  await owner()`delete from ou_memberships where org_id = ${org.orgId} and unit_id in (${unit}, ${other})`;
  const viewer = { units: { [unit]: "viewer" } } as const;
  [ada, grace, ida] = [await addMember(org, viewer), await addMember(org, viewer), await addMember(org, viewer)];
  reviewer = await addMember(org, { units: { [unit]: "admin" } });
  await addMember(org, { units: { [other]: "viewer" } });
  return (await startReview(org.admin, { unit_ids: [unit, other], due_at, ...more })).parse();
}

const itemsOf = async (actor: Actor, id: string) => (await pageItems(actor, id, {})).items.parse();
async function itemOf(id: string, member: Actor) {
  const found = (await itemsOf(org.admin, id)).find((item) => item.org_member_id === member.memberId);
  if (!found) throw new Error("no such item");
  return found;
}
const decide = async (actor: Actor, id: string, member: Actor, decision: "keep" | "remove") =>
  (await decideItem(actor, id, (await itemOf(id, member)).id, decision)).parse();

test("a review has one item for each membership at its start, and a reviewer sees those of their OUs", async () => {
  const review = await start();
  expect(review).toMatchObject({ status: "open", items: 5, decided: 0, to_decide: 5, reviewers: null, due_at });
  expect(review.units.map(({ name }) => name)).toEqual(["EMEA", "Events"]);
  const all = await itemsOf(org.admin, review.id);
  expect(all.map(({ unit_name }) => unit_name)).toEqual(["EMEA", "EMEA", "EMEA", "EMEA", "Events"]);
  expect(all[0]).toMatchObject({
    state: "same",
    source: "membership",
    decision: null,
    outcome: null,
    may_decide: true,
  });
  const seen = (await readReview(reviewer, review.id)).parse();
  expect(seen).toMatchObject({ items: 4, to_decide: 3, units: [{ unit_id: unit }] });
  const own = (await itemsOf(reviewer, review.id)).filter((item) => !item.may_decide);
  expect(own.map((item) => item.org_member_id)).toEqual([reviewer.memberId]);
  expect((await refusalOf(readReview(ada, review.id))).code).toBe("access_review_not_found");
});

test("who reviews: admins of the OU or those named, nobody about themselves, and org admins about everybody", async () => {
  const { id } = await start();
  expect(await decide(reviewer, id, ada, "remove")).toMatchObject({ decision: "remove", may_decide: true });
  expect((await refusalOf(decide(reviewer, id, reviewer, "keep"))).code).toBe("forbidden");
  const elsewhere = (await itemsOf(org.admin, id)).find(({ unit_id }) => unit_id === other);
  const hidden = decideItem(reviewer, id, elsewhere?.id ?? "", "keep");
  expect((await refusalOf(hidden)).code).toBe("access_review_item_not_found");
  expect(await decide(org.admin, id, reviewer, "keep")).toMatchObject({ decided_by: { name: "Ada Lovelace" } });

  const second = await addMember(org, { units: { [unit]: "admin" } });
  const named = (await startReview(org.admin, { unit_ids: [unit], due_at, reviewers: [second.memberId] })).parse();
  expect((await refusalOf(decide(reviewer, named.id, ada, "keep"))).code).toBe("forbidden");
  expect((await readReview(reviewer, named.id)).parse().to_decide).toBe(0);
  await decide(second, named.id, ada, "keep");
  await owner()`update ou_memberships set role = 'viewer' where org_member_id = ${second.memberId}`;
  const demoted = { ...second, ouRoles: { [unit]: "viewer" as const } };
  expect((await refusalOf(decide(demoted, named.id, grace, "keep"))).code).toBe("access_review_item_not_found");
});

test("only existing OUs with memberships can be reviewed, and only by admins of them", async () => {
  await start();
  const refusal = (more: object) => refusalOf(startReview(org.admin, { unit_ids: [unit], due_at, ...more }));
  expect((await refusal({ unit_ids: [unit, "unit_x"] })).code).toBe("org_unit_not_found");
  for (const id of ["mem_x", "constructor"]) expect((await refusal({ reviewers: [id] })).code).toBe("member_not_found");
  expect((await refusal({ reviewers: [org.admin.memberId, ada.memberId] })).faults).toEqual([
    { pointer: "/reviewers/1", detail: expect.any(String) },
  ]);
  expect((await refusal({ unit_ids: [await addUnit(org, "Empty")] })).faults).toEqual([
    { pointer: "/unit_ids", detail: expect.any(String) },
  ]);
});

test("closing makes the removals as one change that can be undone, and keeps what is undecided", async () => {
  const { id } = await start();
  await decide(reviewer, id, ada, "remove");
  await decide(reviewer, id, grace, "remove");
  await decide(reviewer, id, ida, "keep");
  const found = { removed: 2, kept: 1, undecided: 2, changed: 0, gone: 0 };
  const dry = await closeReview(org.admin, id, true);
  expect(dry).toMatchObject({
    review: { status: "open", outcomes: found },
    change: { id: null, summary: { changed: 2 } },
  });
  const { review, change } = await closeReview(org.admin, id);
  expect(change.items.map(({ op, effect }) => [op, effect])).toEqual(Array(2).fill(["revoke", "changed"]));
  expect(review).toMatchObject({ status: "closed", outcomes: found, access_change_id: change.id, to_decide: 0 });
  expect(await itemOf(id, ada)).toMatchObject({ outcome: "removed", current_role: null, may_decide: false });
  expect(await itemOf(id, reviewer)).toMatchObject({ outcome: "undecided", current_role: "admin" });
  const entries = (await auditOf(org)).filter((entry) => entry.change_set_id === change.id);
  expect(entries.map(({ action }) => action).sort()).toEqual([
    "access_review.closed",
    "membership.revoked",
    "membership.revoked",
  ]);
  const late = [closeReview(org.admin, id), decide(reviewer, id, ida, "remove"), keepRemaining(reviewer, id, 0)];
  expect(await outcomes(late)).toEqual(Array(3).fill("access_review_closed"));
  expect(await undoChange(org.admin, change.id ?? "")).toMatchObject({ summary: { changed: 2 } });
  expect(await itemOf(id, ada)).toMatchObject({ outcome: "removed" });
});

test("a membership that has changed since the start is not removed, and one that has ended is reported", async () => {
  const { id } = await start();
  for (const member of [ada, grace, ida, reviewer]) await decide(org.admin, id, member, "remove");
  await grantMembership(org.admin, unit, ada.memberId, "editor");
  await revokeMembership(org.admin, unit, grace.memberId);
  await revokeMembership(org.admin, unit, ida.memberId);
  await grantMembership(org.admin, unit, ida.memberId, "viewer");
  expect(await itemOf(id, ada)).toMatchObject({ state: "changed", role: "viewer", current_role: "editor" });
  const { review, change } = await closeReview(org.admin, id);
  expect(review.outcomes).toEqual({ removed: 1, kept: 0, undecided: 1, changed: 2, gone: 1 });
  expect(change.items.map((item) => item.org_member_id)).toEqual([reviewer.memberId]);
  await grantMembership(org.admin, unit, ada.memberId, "admin");
  expect(await itemOf(id, ada)).toMatchObject({ outcome: "changed", current_role: "editor" }); // as the report had it
  expect(await itemOf(id, grace)).toMatchObject({ outcome: "gone", current_role: null });
});

test("keeping the rest keeps what the reviewer may decide, all at once, unless another number is left", async () => {
  const { id } = await start();
  await decide(reviewer, id, ada, "remove");
  const late = await refusalOf(keepRemaining(reviewer, id, 3));
  expect([late.code, late.extension]).toEqual(["selection_changed", { count: 2 }]);
  expect((await readReview(reviewer, id)).parse().decided).toBe(1);
  expect(await keepRemaining(reviewer, id, 2)).toBe(2);
  expect((await readReview(org.admin, id)).parse()).toMatchObject({ decided: 3, keep: 2, remove: 1, to_decide: 2 });
  const kept = (await auditOf(org, id)).filter((entry) => entry.change_set_id);
  expect(kept.map(({ action, unit_id, personal }) => [action, unit_id, personal?.name])).toEqual(
    Array(2).fill(["access_review.decided", unit, "Grace Hopper"]),
  );
});

test("a decision that changes nothing leaves no entry", async () => {
  const { id } = await start();
  await decide(reviewer, id, ada, "keep");
  await decide(org.admin, id, ada, "keep");
  expect(await actionsOf(org, id)).toEqual(["access_review.started", "access_review.decided"]);
  expect(await itemOf(id, ada)).toMatchObject({ decided_by: { org_member_id: reviewer.memberId } });
});
