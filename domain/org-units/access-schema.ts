import { z } from "zod";
import { cursorOrNone, type KeyKind } from "@/lib/cursor";
import { role, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters, searchParameter } from "@/lib/list-parameters";
import { MAY_EDIT, memberStatuses } from "@/lib/roles";

const sources = ["org_admin", "membership"] as const;
const accessSorts = ["name", "-name", "email", "-email"] as const;

const Person = z.object({ org_member_id: z.string(), name: z.string().meta({ example: "Grace Hopper" }) });

/** What a member may do in an OU, in effect, and why (contract §9). */
export const UnitAccess = z
  .object({
    org_member_id: z.string().meta({ example: "mem_abc123" }),
    first_name: z.string().meta({ example: "Ada" }),
    last_name: z.string().meta({ example: "Lovelace" }),
    email: z.string().meta({ example: "ada@example.com" }),
    status: z.enum(memberStatuses).meta({ description: "Only `active` members can use their access" }),
    role: role().meta({ description: "The role in the OU; an org admin is admin in every OU" }),
    source: z.enum(sources),
    granted_by: Person.nullable().meta({
      description: "Who granted the membership; null for an org admin or if unknown",
    }),
    granted_at: timestamp().nullable(),
    expires_at: timestamp().nullable().meta({ description: "When the access ends by itself" }),
    last_active_at: timestamp().nullable().meta({
      description:
        "Their last request anywhere in the organization, to the minute, as far as live sessions and tokens show it; only for org admins",
    }),
  })
  .meta({ id: "OrgUnitAccess" });

export const UnitAccessList = z.array(UnitAccess);

const filters = {
  role: z.array(role()).optional().meta({ description: "Only these roles in the OU; can be repeated" }),
  source: z.enum(sources).optional().meta({ description: "Only access from this source" }),
  search: searchParameter("name or e-mail address"),
  sort: z.enum(accessSorts).optional().meta({ description: "The order; by default by name" }),
};

export const UnitAccessQuery = z.strictObject({ ...listParameters, ...filters });

export const UnitAccessExportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).optional().meta({ description: "Defaults to csv" }),
  ...filters,
});

export const accessKeyKinds = ["text", "text"] as const satisfies readonly KeyKind[];

const editing = ["admin", "editor"];

/** The query of a page's address, without what is invalid. */
export function unitAccessQuery({ role: asked, ...parameters }: AddressParameters): UnitAccessQuery {
  const query = addressQuery(UnitAccessQuery.shape, { ...parameters, role: asked === MAY_EDIT ? editing : asked });
  return { ...query, cursor: cursorOrNone(query.cursor, query.sort ?? "name", accessKeyKinds) };
}

export type UnitAccess = z.output<typeof UnitAccess>;
export type UnitAccessQuery = z.output<typeof UnitAccessQuery>;
export type UnitAccessExportQuery = z.output<typeof UnitAccessExportQuery>;
