import { type Entry, forbidden, type IdPosition, noMember, type World } from "@/e2e/matrix";
import type { Kind } from "@/e2e/matrix-kinds";
import { seedDeactivated } from "@/e2e/seed";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const former = ({ org }: World) => seedDeactivated(org.org_id, "viewer");

/** A filter: what it names, if anything, is in no entry that the caller sees. */
function filter(name: string, kind: Kind, own: IdPosition["own"]): IdPosition {
  const request = (_world: World, id: string) => ({ path: `/audit-log?${name}=${id}` });
  return { at: `query ${name}`, kind, request, own, otherwise: { status: 200 } };
}

const someone = async (world: World) => (await world.member()).org_member_id;

export const auditLogEntries: Entry[] = [
  {
    id: "listAuditLog",
    method: "GET",
    success: 200,
    request: () => ({ path: "/audit-log" }),
    ids: [
      filter("actor", "member", someone),
      filter("target", "member", someone),
      filter("unit_id", "unit", ({ unit }) => unit.unit_id),
    ],
  },
  {
    id: "eraseMember",
    method: "POST",
    success: 204,
    request: async (world) => ({ path: `/members/${await former(world)}/erase` }),
    refused,
    ids: [
      {
        at: "path",
        kind: "member",
        request: (_world, id) => ({ path: `/members/${id}/erase` }),
        own: former,
        otherwise: noMember,
      },
    ],
  },
];
