import { type Entry, forbidden, type IdPosition, noMember, type World } from "@/e2e/matrix";
import type { Kind } from "@/e2e/matrix-kinds";
import { seedDeactivated } from "@/e2e/seed";
import { seedCheckpoint } from "@/e2e/seed-history";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const former = ({ org }: World) => seedDeactivated(org.org_id, "viewer");

const someone = async (world: World) => (await world.member()).org_member_id;

/** The filters of the path: what they name, if anything, is in no entry that the caller sees. */
function filters(path: string): IdPosition[] {
  const filter = (name: string, kind: Kind, own: IdPosition["own"]): IdPosition => {
    const request = (_world: World, id: string) => ({ path: `${path}?${name}=${id}` });
    return { at: `query ${name}`, kind, request, own, otherwise: { status: 200 } };
  };
  return [
    filter("actor", "member", someone),
    filter("target", "member", someone),
    filter("unit_id", "unit", ({ unit }) => unit.unit_id),
  ];
}

export const auditLogEntries: Entry[] = [
  {
    id: "listAuditLog",
    method: "GET",
    success: 200,
    request: () => ({ path: "/audit-log" }),
    ids: filters("/audit-log"),
  },
  ...(["checkpoint", "key", "export"] as const).map(
    (part): Entry => ({
      id: { checkpoint: "getAuditCheckpoint", key: "getAuditKey", export: "exportAuditLog" }[part],
      method: "GET",
      success: 200,
      // Nothing that a job may seal in the meantime is in the answer.
      request: async ({ org }) => {
        await seedCheckpoint(org.org_id);
        return { path: `/audit-log/${part}${part === "export" ? "?format=csv&target=none" : ""}` };
      },
      refused,
      ...(part === "export" ? { ids: filters("/audit-log/export") } : {}),
    }),
  ),
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
