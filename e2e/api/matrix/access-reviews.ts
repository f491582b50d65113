import { type Entry, type Expected, forbidden, type IdPosition, noMember, noUnit, type World } from "@/e2e/matrix";
import { seedAccessReview } from "@/e2e/seed-history";

const refused = { "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const onlyOrgAdmins = { "OU admin": forbidden, ...refused };
const noReview: Expected = { status: 404, code: "access_review_not_found" };
const noItem: Expected = { status: 404, code: "access_review_item_not_found" };

const due_at = "2999-01-01T00:00:00Z";
const seeded = ({ org, unit }: World) => seedAccessReview(org.org_id, unit.unit_id);
const review = async (world: World) => (await seeded(world)).id;

function onReview(below: string, body?: object): Pick<Entry, "request" | "ids"> {
  const path = (id: string) => ({ path: `/access-reviews/${id}${below}`, ...(body ? { body } : {}) });
  const position: IdPosition = {
    at: "path",
    kind: "review",
    request: (_world, id) => path(id),
    own: review,
    otherwise: noReview,
  };
  return { request: async (world) => path(await review(world)), ids: [position] };
}

const filled = new Map<string, Promise<unknown>>();
/** Gives somebody access to the world's OU, once, so that there is something to review. */
function fill({ unit, member }: World): Promise<unknown> {
  const known = filled.get(unit.unit_id) ?? member();
  filled.set(unit.unit_id, known);
  return known;
}

const started = (more: object) => ({ path: "/access-reviews", body: { due_at, ...more } });

const body = { decision: "remove" };
const item = (id: string, itemId: string) => ({ path: `/access-reviews/${id}/items/${itemId}`, body });
/** The reviews of the items that were given as a request's own. */
const reviewOf = new Map<string, string>();

async function ownItem(world: World): Promise<string> {
  const { id, itemId } = await seeded(world);
  reviewOf.set(itemId, id);
  return itemId;
}

const itemPositions: IdPosition[] = [
  {
    at: "path item_id",
    kind: "reviewItem",
    request: async (world, id) => item(reviewOf.get(id) ?? (await review(world)), id),
    own: ownItem,
    otherwise: noItem,
  },
  {
    at: "path id",
    kind: "review",
    request: (_world, id) => item(id, [...reviewOf].find(([, of]) => of === id)?.[0] ?? "rvi_none"),
    own: async (world) => reviewOf.get(await ownItem(world)) ?? "",
    otherwise: noItem,
  },
];

export const accessReviewEntries: Entry[] = [
  { id: "listAccessReviews", method: "GET", success: 200, request: () => ({ path: "/access-reviews" }), refused },
  {
    id: "startAccessReview",
    method: "POST",
    success: 201,
    request: async (world) => {
      await fill(world);
      return started({ unit_ids: [world.unit.unit_id] });
    },
    refused: onlyOrgAdmins,
    ids: [
      {
        at: "body unit_ids[]",
        kind: "unit",
        request: async (world, id) => {
          await fill(world);
          return started({ unit_ids: [id] });
        },
        own: (world) => world.unit.unit_id,
        otherwise: noUnit,
      },
      {
        at: "body reviewers[]",
        kind: "member",
        request: async (world, id) => {
          await fill(world);
          return started({ unit_ids: [world.unit.unit_id], reviewers: [id] });
        },
        own: async (world) => (await world.caller("OU admin")).org_member_id,
        otherwise: noMember,
      },
    ],
    fields: {
      unit_ids: { required: true, bad: [null, "x", 7, {}, [], [null], [7], [""], ["a\0b"], ["unit_x", "unit_x"]] },
      due_at: { required: true, bad: [null, 7, [], "", "tomorrow", "2020-01-01T00:00:00Z", "2999-01-01"] },
      reviewers: { required: false, bad: [null, "x", 7, {}, [], [null], [7], ["mem_x", "mem_x"]] },
    },
  },
  { id: "getAccessReview", method: "GET", success: 200, ...onReview(""), refused },
  { id: "listAccessReviewItems", method: "GET", success: 200, ...onReview("/items"), refused },
  { id: "exportAccessReview", method: "GET", success: 200, ...onReview("/export"), refused },
  {
    id: "decideAccessReviewItem",
    method: "PUT",
    success: 200,
    request: async (world) => {
      const { id, itemId } = await seeded(world);
      return item(id, itemId);
    },
    refused,
    ids: itemPositions,
    fields: {
      decision: { required: true, bad: [null, 7, true, {}, [], "", "Keep", "none"], good: ["keep", "remove"] },
    },
  },
  {
    id: "keepRemainingAccess",
    method: "POST",
    success: 200,
    ...onReview("/keep-remaining", { expected_count: 1 }),
    refused,
    fields: { expected_count: { required: true, bad: [null, "1", -1, 1.5, {}, []] } },
  },
  { id: "closeAccessReview", method: "POST", success: 200, ...onReview("/close"), refused: onlyOrgAdmins },
];
