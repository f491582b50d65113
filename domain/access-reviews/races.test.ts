import { expect, test } from "vitest";
import * as memberships from "@/domain/ou-memberships/operations";
import { makeTwoUnits } from "@/testing/access";
import { auditOf } from "@/testing/audit";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { outcomes } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as closing from "./close-review";
import * as deciding from "./decide";
import * as listing from "./list-reviews";
import * as starting from "./start-review";

const { startReview } = asRequests(starting);
const { decideItem, keepRemaining } = asRequests(deciding);
const { closeReview } = asRequests(closing);
const { pageItems, readReview } = asRequests(listing);
const { grantMembership } = asRequests(memberships);

const ROUNDS = 30;
const due_at = "2999-01-01T00:00:00Z";

test("closing, decisions and changes of the same membership at once leave a report that is true", async () => {
  const { org, unit } = await makeTwoUnits();
  for (let round = 0; round < ROUNDS; round += 1) {
    const members = await Promise.all([1, 2, 3].map(() => addMember(org, { units: { [unit]: "viewer" } })));
    const reviewer = await addMember(org, { units: { [unit]: "admin" } });
    const { id } = (await startReview(org.admin, { unit_ids: [unit], due_at })).parse();
    const items = (await pageItems(org.admin, id, {})).items.parse();
    const itemOf = (index: number) => items.find((item) => item.org_member_id === members[index]?.memberId)?.id ?? "";
    await decideItem(reviewer, id, itemOf(0), "remove");
    const results = await outcomes([
      closeReview(org.admin, id),
      grantMembership(org.admin, unit, members[0]?.memberId ?? "", "editor"),
      decideItem(reviewer, id, itemOf(1), "remove"),
      decideItem(org.admin, id, itemOf(1), "keep"),
      keepRemaining(reviewer, id, 2),
      closeReview(org.admin, id),
    ]);
    expect(results.filter((one) => !/^(ok|access_review_closed|selection_changed)$/.test(one))).toEqual([]);
    expect([results[0], results[5]].sort(), "two closings").toEqual(["access_review_closed", "ok"]);
    const { access_change_id: changeId } = (await readReview(org.admin, id)).parse();
    const left = await owner()`select i.decision, i.state_at_close, m.role,
        exists (select from access_change_items c where c.org_id = i.org_id and c.change_id = ${changeId}
                   and c.org_member_id = i.org_member_id and c.has_changed) as removed
      from access_review_items i left join ou_memberships m using (org_id, org_member_id) where i.review_id = ${id}`;
    for (const item of left) {
      const isRemoval = item.decision === "remove" && item.state_at_close === "same";
      expect(item.removed, JSON.stringify(item)).toBe(isRemoval);
      // Only the grant may have come back since: after the removal it is new access.
      if (isRemoval) expect([null, "editor"]).toContain(item.role);
    }
    const closings = (await auditOf(org, id)).filter(({ action }) => action === "access_review.closed");
    expect(closings).toHaveLength(1);
    await owner()`delete from ou_memberships where unit_id = ${unit}`;
  }
}, 60_000);

test("a reviewer who loses the OU decides nothing more", async () => {
  const { org, unit } = await makeTwoUnits();
  const [ada, reviewer] = [
    await addMember(org, { units: { [unit]: "viewer" } }),
    await addMember(org, { units: { [unit]: "admin" } }),
  ];
  const { id } = (await startReview(org.admin, { unit_ids: [unit], due_at })).parse();
  const [item] = (await pageItems(reviewer, id, {})).items.parse().filter((one) => one.org_member_id === ada.memberId);
  const gone = { ...reviewer, ouRoles: {} }; // as their next request finds them
  expect(await outcomes([decideItem(gone, id, item?.id ?? "", "remove"), keepRemaining(gone, id, 1)])).toEqual([
    "access_review_item_not_found",
    "access_review_not_found",
  ]);
});
