import { type Entry, forbidden, freshEmail, type IdPosition, noMember, nonStrings, type World } from "@/e2e/matrix";
import { seedInvited } from "@/e2e/seed";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const invited = ({ org }: World) => seedInvited(org.org_id);

const again = (org_member_ids: string[]) => ({ path: "/members/batch-resend", body: { org_member_ids } });
const filtered = (members: object) => ({ path: "/members/batch-resend", body: { members, expected_count: 0 } });

type Made = Pick<Entry, "request" | "ids" | "makesAdmin">;

/** An operation below the path of an invited member. */
function about(suffix: string, { isInviting = false, body }: { isInviting?: boolean; body?: () => object } = {}): Made {
  const ask = (id: string) => ({ path: `/members/${id}${suffix}`, ...(body ? { body: body() } : {}) });
  const position: IdPosition = {
    at: "path",
    kind: "member",
    request: (_world, id) => ask(id),
    own: invited,
    otherwise: noMember,
  };
  const inviting = async ({ org }: World) => ask(await seedInvited(org.org_id, "admin"));
  const request = async (world: World) => ask(await invited(world));
  return { request, ids: [position], ...(isInviting ? { makesAdmin: inviting } : {}) };
}

export const invitationEntries: Entry[] = [
  { id: "getMemberTimeline", method: "GET", success: 200, refused, ...about("/timeline") },
  { id: "getInvitation", method: "GET", success: 200, refused, ...about("/invitation") },
  {
    id: "resendInvitation",
    method: "POST",
    success: 200,
    refused,
    ...about("/invitation", { isInviting: true, body: () => ({}) }),
    fields: {
      email: {
        required: false,
        bad: [
          ...nonStrings,
          "",
          "ada",
          "@example.com",
          "a b@example.com",
          "a@b.com\r\nBcc: c@d.com",
          "a@b.com, c@d.com",
        ],
        good: [freshEmail(), "o'hara+tag@example.com"],
      },
    },
  },
  {
    id: "resendInvitations",
    method: "POST",
    success: 200,
    refused,
    request: async (world) => again([await invited(world)]),
    makesAdmin: async ({ org }) => again([await seedInvited(org.org_id, "admin")]),
    ids: [
      {
        at: "body org_member_ids[]",
        kind: "member",
        request: (_world, id) => again([id]),
        own: invited,
        otherwise: { status: 200 }, // with the result `unknown`
      },
      {
        at: "body members.unit_id",
        kind: "unit",
        request: (_world, unit_id) => filtered({ unit_id, search: "nobody" }),
        own: ({ unit }) => unit.unit_id,
        otherwise: { status: 200 }, // a filter: nobody is in an OU out of reach
      },
    ],
    fields: {
      org_member_ids: {
        required: false,
        bad: [null, "x", 7, {}, [], [null], [7], ["mem_x", "mem_x"], Array(10_001).fill("mem_x")],
        good: [["mem_x", "constructor"]],
      },
      members: { required: false, bad: [null, "x", 7, [], { role: "owner" }, { status: 7 }] },
      expected_count: { required: false, bad: [null, "1", 1, 1.5, -1] },
      dry_run: { required: false, bad: [null, "true", 1, {}], good: [true, false] },
    },
  },
  { id: "revokeInvitation", method: "DELETE", success: 204, refused, ...about("/invitation") },
  {
    id: "copyInvitationLink",
    method: "POST",
    success: 200,
    refused,
    ...about("/invitation/link", { isInviting: true }),
  },
];
