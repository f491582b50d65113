import { type Entry, forbidden, type IdPosition, noMember, noUnit, type World } from "@/e2e/matrix";
import { seedSecret, seedSessionId, seedTokenId } from "@/e2e/seed";

const ofAdmins = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const someone = async (world: World) => (await world.member()).org_member_id;

/** An operation below a member's path. */
function below(suffix: string): Pick<Entry, "refused" | "request" | "ids"> {
  const ask = (id: string) => ({ path: `/members/${id}${suffix}` });
  const position: IdPosition = {
    at: "path",
    kind: "member",
    request: (_world, id) => ask(id),
    own: someone,
    otherwise: noMember,
  };
  return { refused: ofAdmins, request: async (world) => ask(await someone(world)), ids: [position] };
}

// Each kind of credential, belonging to the member in the path; another member's must not be found.
const kinds: [kind: IdPosition["kind"], seed: (world: World, memberId: string) => Promise<string>][] = [
  ["session", ({ org }, memberId) => seedSessionId(org.org_id, memberId)],
  ["token", ({ org }, memberId) => seedTokenId(org.org_id, memberId)],
  ["secret", async ({ org, unit }, memberId) => (await seedSecret(org.org_id, unit.unit_id, memberId)).secret_id],
];
const otherwise = { status: 404, code: "credential_not_found" };

// The member for each ID that succeeds, and the other way round; any other ID is paired with one that does not exist.
const holders = new Map<string, string>();
const sessionsOf = new Map<string, string>();

async function pair(world: World, seed = kinds[0]?.[1]): Promise<{ memberId: string; id: string }> {
  const memberId = await someone(world);
  const id = (await seed?.(world, memberId)) ?? "";
  holders.set(id, memberId);
  sessionsOf.set(memberId, id);
  return { memberId, id };
}
const path = (memberId: string, id: string) => ({ path: `/members/${memberId}/credentials/${id}` });

const positions = kinds.map(
  ([kind, seed]): IdPosition => ({
    at: kind === "session" ? "path credential" : `a ${kind} there`,
    kind,
    request: ({ org }, id) => path(holders.get(id) ?? org.admin.org_member_id, id),
    own: async (world) => (await pair(world, seed)).id,
    otherwise,
  }),
);

const created = (unitId: string, memberId: string) => `/org-units/${unitId}/memberships/${memberId}/created`;

export const credentialEntries: Entry[] = [
  { id: "getCredentials", method: "GET", success: 200, ...below("/credentials") },
  { id: "endCredentials", method: "DELETE", success: 204, ...below("/credentials") },
  { id: "getCreated", method: "GET", success: 200, ...below("/created") },
  {
    id: "endCredential",
    method: "DELETE",
    success: 204,
    refused: ofAdmins,
    request: async (world) => {
      const { memberId, id } = await pair(world);
      return path(memberId, id);
    },
    ids: [
      {
        at: "path",
        kind: "member",
        request: (_world, id) => path(id, sessionsOf.get(id) ?? "ses_0"),
        own: async (world) => (await pair(world)).memberId,
        otherwise: noMember,
      },
      ...positions,
    ],
  },
  {
    id: "getCreatedInOrgUnit",
    method: "GET",
    success: 200,
    refused: { "OU editor": forbidden, "OU viewer": forbidden, "no access": noUnit },
    request: async (world) => ({ path: created(world.unit.unit_id, await someone(world)) }),
    ids: [
      {
        at: "path unit",
        kind: "unit",
        request: async (world, id) => ({ path: created(id, await someone(world)) }),
        own: (world) => world.unit.unit_id,
        otherwise: noUnit,
      },
      {
        at: "path member",
        kind: "member",
        request: ({ unit }, id) => ({ path: created(unit.unit_id, id) }),
        own: someone,
        otherwise: noMember,
      },
    ],
  },
];
