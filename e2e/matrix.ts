import { randomUUID } from "node:crypto";
import type { Sent } from "./api-client";
import { type Kind, kinds, type Surroundings } from "./matrix-kinds";
import { type Person, type Role, seedMember, seedOrganization, seedUnit, type Unit } from "./seed";

/** What a caller may do in the world's `unit`, by contract §2; each but the first is tried with both other org roles. */
export const accesses = ["org admin", "OU admin", "OU editor", "OU viewer", "no access"] as const;
export type Access = (typeof accesses)[number];
export type Expected = { status: number; code?: string };

/** An organization with one OU beside the default, and a second organization of the same make. */
export type World = Surroundings & { unit: Unit; caller(access: Access, orgRole?: Role): Promise<Person> };

export type Request = Sent & { path: string };
/** A place where an id can stand in a request. */
export type IdPlace = {
  at: string;
  kind: Kind;
  request: (world: World, id: string) => Promise<Request> | Request;
  /** An id that succeeds there. */
  own: (world: World, caller: Person) => Promise<string> | string;
  /** The one answer for every id that is not the caller's to reach. */
  otherwise: Expected;
};

/** A body field's values that must be refused with its JSON Pointer; absence too, where it is required. */
export type Field = { required: boolean; bad: unknown[]; good?: unknown[] };

/** One operation of the document and what it must answer to whom. */
export type Entry = {
  id: string;
  method: string;
  success: number;
  /** A request that succeeds for an org admin, anew each time. `caller` is who will send it. */
  request: (world: World, caller: Person) => Promise<Request> | Request;
  /** Of a PUT that makes what is not there: one that changes what is. */
  replacing?: Entry["request"];
  /** Who is refused; all others succeed. */
  refused?: Partial<Record<Access, Expected>>;
  ids?: IdPlace[];
  fields?: Record<string, Field>;
  /** A request that asks a session for its password again, where the entry's own does not always (contract §13). */
  makesAdmin?: (world: World) => Promise<Request> | Request;
  /** No credential is asked for. */
  public?: true;
  /** It works in the active OU; matrix-units.ts says so. */
  unitScoped?: true;
};

export const forbidden: Expected = { status: 403, code: "forbidden" };
export const noUnit: Expected = { status: 404, code: "org_unit_not_found" };
export const noMember: Expected = { status: 404, code: "member_not_found" };
export const noAccess: Expected = { status: 403, code: "org_unit_access_required" };

let counter = 0;
/** A name that no other request of this worker uses. */
export const fresh = (word: string) => `${word} ${++counter}`;
export const freshEmail = () => `${randomUUID()}@example.com`;

/** Values of a wrong type for a string field. */
export const noStrings: unknown[] = [null, 7, true, [], ["x"], {}, { toString: "x" }];
export const unstorable = ["a\0b", "half \ud800 a pair"];
export const nameField: Field = {
  required: true,
  bad: [...noStrings, ...unstorable, "", "   ", "a\r\nb", "a\u0007b", "a\u2028b", "x".repeat(101)],
  good: ["x".repeat(100), "🚀".repeat(100), "__proto__", "' or 1=1 --", "Region Île-de-France 日本 🚀 100%"],
};
export const roleField: Field = { required: true, bad: [...noStrings, "", "owner", "Admin", "__proto__"] };
export const textField = (limit: number): Field => ({
  required: false,
  bad: [7, true, [], {}, ...unstorable, "x".repeat(limit + 1)],
});

/** The two places that select an OU, of a GET that reads the selection. */
export function selections(path: string, otherwise: Expected): IdPlace[] {
  const place = (at: string, headers: (id: string) => Record<string, string>): IdPlace => ({
    at,
    kind: "unit",
    request: (_world, id) => ({ path, headers: headers(id) }),
    own: (world) => world.unit.unit_id,
    otherwise,
  });
  return [
    place("header X-Active-OU-ID", (id) => ({ "X-Active-OU-ID": id })),
    place("cookie activeOu", (id) => ({ Cookie: `activeOu=${id}` })),
  ];
}

/** Makes a world of its own in the database. */
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

/** Ids of a kind that are well-formed and have never existed, or cannot be ids at all. */
export function neverIds(kind: Kind): string[] {
  const { prefix } = kinds[kind];
  const hex = randomUUID().replaceAll("-", "");
  return [`${prefix}_${hex}`, `${prefix}_0`, hex, "constructor"];
}
