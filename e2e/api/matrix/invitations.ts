import { type Entry, forbidden, freshEmail, type IdPosition, noMember, nonStrings, type World } from "@/e2e/matrix";
import { seedInvited } from "@/e2e/seed";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const invited = ({ org }: World) => seedInvited(org.org_id);

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
  { id: "revokeInvitation", method: "DELETE", success: 204, refused, ...about("/invitation") },
  {
    id: "copyInvitationLink",
    method: "POST",
    success: 200,
    refused,
    ...about("/invitation/link", { isInviting: true }),
  },
];
