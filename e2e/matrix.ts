import { randomUUID } from "node:crypto";
import type { Sent } from "./api-client";
import { type Kind, kinds, type Surroundings } from "./matrix-kinds";
import { type Person, type Role, seedMember, seedOrganization, seedUnit, type Unit } from "./seed";

/** Access to the world's `unit` (contract §2). Each but the first is tried with both other org roles. */
export const accesses = ["org admin", "OU admin", "OU editor", "OU viewer", "no access"] as const;
export type Access = (typeof accesses)[number];
export type Expected = { status: number; code?: string };

/** An organization with an OU besides the default, and a second organization like it. */
export type World = Surroundings & { unit: Unit; caller(access: Access, orgRole?: Role): Promise<Person> };

export type Request = Sent & { path: string };
/** A position in a request that can hold an ID. */
export type IdPosition = {
  at: string;
  kind: Kind;
  request: (world: World, id: string) => Promise<Request> | Request;
  /** An ID that succeeds there. */
  own: (world: World, caller: Person) => Promise<string> | string;
  /** The answer for every ID that the caller cannot reach. */
  otherwise: Expected;
};

/** The values of a body field that must be refused with its JSON Pointer; if it is required, so must its absence. */
export type Field = { required: boolean; bad: unknown[]; good?: unknown[] };

/** An operation of the document, and how it must answer each caller. */
export type Entry = {
  id: string;
  method: string;
  success: number;
  /** A new request that succeeds for an org admin. `caller` will send it. */
  request: (world: World, caller: Person) => Promise<Request> | Request;
  /** For a PUT that also creates: a request that changes an existing row. */
  replacing?: Entry["request"];
  /** Who is refused; everyone else succeeds. */
  refused?: Partial<Record<Access, Expected>>;
  ids?: IdPosition[];
  fields?: Record<string, Field>;
  /** A request that requires the password again, if `request` does not (contract §13). */
  makesAdmin?: (world: World) => Promise<Request> | Request;
  /** Needs no credential. */
  public?: true;
  /** Works in the active OU; set by matrix-units.ts. */
  unitScoped?: true;
};

export const forbidden: Expected = { status: 403, code: "forbidden" };
export const noUnit: Expected = { status: 404, code: "org_unit_not_found" };
export const noMember: Expected = { status: 404, code: "member_not_found" };
export const noAccess: Expected = { status: 403, code: "org_unit_access_required" };

let counter = 0;
/** A name that no other request of this worker has. */
export const fresh = (word: string) => `${word} ${++counter}`;
export const freshEmail = () => `${randomUUID()}@example.com`;

/** Values of the wrong type for a string field. */
export const nonStrings: unknown[] = [null, 7, true, [], ["x"], {}, { toString: "x" }];
export const unstorable = ["a\0b", "half \ud800 a pair"];
export const nameField: Field = {
  required: true,
  bad: [...nonStrings, ...unstorable, "", "   ", "a\r\nb", "a\u0007b", "a\u2028b", "x".repeat(101)],
  good: ["x".repeat(100), "🚀".repeat(100), "__proto__", "' or 1=1 --", "Region Île-de-France 日本 🚀 100%"],
};
export const roleField: Field = { required: true, bad: [...nonStrings, "", "owner", "Admin", "__proto__"] };
export const textField = (limit: number): Field => ({
  required: false,
  bad: [7, true, [], {}, ...unstorable, "x".repeat(limit + 1)],
});

/** The two positions that select an OU, for requests to a path that reads the selection. */
export function selections(path: string, otherwise: Expected): IdPosition[] {
  const position = (at: string, headers: (id: string) => Record<string, string>): IdPosition => ({
    at,
    kind: "unit",
    request: (_world, id) => ({ path, headers: headers(id) }),
    own: (world) => world.unit.unit_id,
    otherwise,
  });
  return [
    position("header X-Active-OU-ID", (id) => ({ "X-Active-OU-ID": id })),
    position("cookie activeOu", (id) => ({ Cookie: `activeOu=${id}` })),
  ];
}

/** Makes a new world in the database. */
export async function seedWorld(): Promise<World> {
  const [org, foreignOrg] = await Promise.all([seedOrganization(), seedOrganization("Other")]);
  const unit = await seedUnit(org.org_id, "EMEA Sales");
  const closedUnit = await seedUnit(org.org_id, "Closed");
  const foreignUnit = await seedUnit(foreignOrg.org_id, "Foreign");
  const foreignMember = await seedMember(foreignOrg.org_id, "viewer", { [foreignUnit.unit_id]: "viewer" });
  return {
    org,
    unit,
    closedUnit,
    foreign: { org: foreignOrg, unit: foreignUnit, member: foreignMember },
    member: () => seedMember(org.org_id, "viewer", { [unit.unit_id]: "viewer" }),
    caller(access, orgRole = "viewer") {
      if (access === "org admin") return seedMember(org.org_id, "admin");
      if (access === "no access") return seedMember(org.org_id, orgRole);
      return seedMember(org.org_id, orgRole, { [unit.unit_id]: access.slice(3) as Role });
    },
  };
}

/** IDs of a kind that have never existed: well-formed ones, and ones that cannot be IDs. */
export function neverIds(kind: Kind): string[] {
  const { prefix } = kinds[kind];
  const hex = randomUUID().replaceAll("-", "");
  return [`${prefix}_${hex}`, `${prefix}_0`, hex, "constructor"];
}
