import type { ApiClient, Credentials } from "@/e2e/api-client";
import { type Access, accesses, type World } from "@/e2e/matrix";
import {
  type Organization,
  type Person,
  seedMember,
  seedOrganization,
  seedSecret,
  seedToken,
  seedUnit,
  type Unit,
} from "@/e2e/seed";

/** Someone who sends requests about the world's `unit`. */
export type Caller = {
  label: string;
  credentials?: Credentials;
} /** A caller who differs from another only in the org role sends just the operation's own request. */ & (
  | { kind: "member"; access: Access; person: Person; isBrief: boolean }
  /** An admin of an organization outside the world. */
  | { kind: "stranger"; person: Person; org: Organization }
  /** An org admin's token of one OU: of the world's `unit`, or of an OU that no request names. */
  | { kind: "unit token"; isOfUnit: boolean; person: Person }
  /** A service account: of the world's `unit`, or of an OU that no request names. */
  | { kind: "program"; isOfUnit: boolean }
  | { kind: "nobody" }
);

async function members(world: World): Promise<Caller[]> {
  const inTurn = accesses.flatMap((access) =>
    (access === "org admin" ? (["admin"] as const) : (["editor", "viewer"] as const)).map(async (orgRole) => {
      const person = await world.caller(access, orgRole);
      const label = access === "org admin" ? access : `${access}, ${orgRole} of the organization`;
      return { kind: "member", label, access, person, isBrief: orgRole === "viewer", credentials: person } as const;
    }),
  );
  return Promise.all(inTurn);
}

// Both have worked and are revoked through the API, so their very next request must be refused.
async function revoked(world: World, api: ApiClient): Promise<Caller[]> {
  const { org, unit } = world;
  const selected = { headers: { "X-Active-OU-ID": unit.unit_id } };
  const member = await seedMember(org.org_id, "admin");
  const [own] = (await api.as(member).get<{ id: string }[]>("/settings/tokens")).json;
  await api.as(member).delete(`/settings/tokens/${own?.id}`);
  const program = await seedSecret(org.org_id, unit.unit_id);
  await api.as(org.admin).send("DELETE", `/secrets/${program.secret_id}`, selected);
  return [
    { kind: "nobody", label: "a revoked token", credentials: member },
    { kind: "nobody", label: "a revoked service account", credentials: program },
  ];
}

async function unitToken({ org }: World, { unit_id }: Unit, isOfUnit: boolean): Promise<Caller> {
  const admin = await seedMember(org.org_id, "admin");
  const token = await seedToken(org.org_id, admin.org_member_id, { onlyUnitId: unit_id });
  const person = { ...admin, token, onlyUnitId: unit_id };
  const label = `a token of ${isOfUnit ? "the OU" : "another OU"}`;
  return { kind: "unit token", label, isOfUnit, person, credentials: person };
}

/** Seeds every kind of caller. */
export async function seedCallers(world: World, api: ApiClient): Promise<Caller[]> {
  const { org, unit } = world;
  const elsewhere = await seedUnit(org.org_id, "Elsewhere");
  const stranger = await seedOrganization("Stranger");
  return [
    { kind: "nobody", label: "no credential" },
    {
      kind: "nobody",
      label: "an expired token",
      credentials: { token: await seedToken(org.org_id, org.admin.org_member_id, { expiresInSeconds: -1 }) },
    },
    ...(await revoked(world, api)),
    {
      kind: "stranger",
      label: "another organization's admin",
      org: stranger,
      person: stranger.admin,
      credentials: stranger.admin,
    },
    ...(await members(world)),
    await unitToken(world, unit, true),
    await unitToken(world, elsewhere, false),
    {
      kind: "program",
      label: "a service account of the OU",
      isOfUnit: true,
      credentials: await seedSecret(org.org_id, unit.unit_id),
    },
    {
      kind: "program",
      label: "a service account of another OU",
      isOfUnit: false,
      credentials: await seedSecret(org.org_id, elsewhere.unit_id),
    },
  ];
}
