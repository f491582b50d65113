import slugify from "@sindresorhus/slugify";
import { z } from "zod";
import { idText, name, pathId, role, text } from "@/lib/fields";
import {
  type AddressParameters,
  addressQuery,
  listParameters,
  searchParameter,
  updatedSince,
} from "@/lib/list-parameters";
import type { Role } from "@/lib/roles";
import type { UnitAccess } from "./access-schema";

/** An organizational unit as the API shows it (reference, GET /org-units). */
export const OrgUnit = z
  .object({
    unit_id: z.string().meta({ description: "Unique Organizational Unit identifier", example: "unit_emea" }),
    org_id: z.string().meta({ description: "Parent organization identifier", example: "org_abc123" }),
    name: z.string().meta({ description: "Display name", example: "EMEA Sales" }),
    slug: z.string().meta({ description: "URL-friendly identifier", example: "emea-sales" }),
    external_ref: z.string().nullable().meta({
      description: "Reference ID from an external system (e.g., Salesforce business unit ID)",
      example: "sf_bu_001",
    }),
    group: z.string().nullable().meta({
      description: "A heading that it shares with others in lists; groups have no meaning beyond that",
      example: "Europe",
    }),
    is_default: z
      .boolean()
      .meta({ description: "Whether this is the default OU for the organization", example: false }),
  })
  .meta({ id: "OrgUnit" });

export const OrgUnitList = z.array(OrgUnit);

/** The active OU, with the caller's role in it. */
export const ActiveOrgUnit = OrgUnit.extend({ role: role() }).meta({ id: "ActiveOrgUnit" });

const externalRef = text({ max: 255 })
  .overwrite((value) => value.normalize("NFC")) // else two encodings of one text would be two references
  .nullable()
  .optional()
  .meta({ description: "Reference ID from an external system, unique in the organization", example: "sf_bu_001" });

const group = name(60)
  .nullable()
  .optional()
  .meta({ description: "A heading to list it under, together with others; null for none", example: "Europe" });

export const CreateOrgUnitBody = z
  .strictObject({
    name: name(100).meta({ description: "Display name for the new OU", example: "EMEA Sales" }),
    external_ref: externalRef,
    group,
  })
  .meta({ id: "CreateOrgUnit" });

export const UpdateOrgUnitBody = z
  .strictObject({
    name: name(100).meta({ description: "Updated display name", example: "EMEA & APAC Sales" }),
    external_ref: externalRef,
    group,
  })
  .meta({ id: "UpdateOrgUnit" });

export const SetActiveBody = z
  .strictObject({ ouId: idText().meta({ description: "The OU identifier to activate", example: "unit_emea" }) })
  .meta({ id: "SetActiveOrgUnit" });

export const OrgUnitParams = z.object({
  id: pathId().meta({ description: "OU identifier", example: "unit_emea" }),
});

export const OrgUnitListQuery = z.strictObject({
  ...listParameters,
  search: searchParameter("name or external reference"),
  group: text({ max: 60 })
    .optional()
    .meta({ description: "Only those of this group, ignoring case; without a value, those of none" }),
  without_admin: z
    .enum(["true"])
    .optional()
    .meta({ description: "`true`: only those that nobody is admin of by a membership, as far as you can see" }),
  updated_since: updatedSince,
});

/** The query of a page's address, without what is invalid. */
export function orgUnitListQuery(parameters: AddressParameters): OrgUnitListQuery {
  const { search, group, without_admin, limit, cursor } = addressQuery(OrgUnitListQuery.shape, parameters);
  return { search: search || undefined, group, without_admin, limit, cursor };
}

/** An OU as a page lists it. */
export type OrgUnitOverview = OrgUnit & {
  /** The reader's role in it. */
  role: Role;
  /** The number of memberships; org admins have access without one. */
  member_count: number;
  /** How many of them are its admins. */
  admin_count: number;
};

/** A person, where only the name matters. */
export type PersonName = { org_member_id: string; first_name: string; last_name: string };

/** How a membership came about; `granted_by` is null if unknown or if that person has been removed. */
export type Grant = { role: Role; granted_at: string; expires_at: string | null; granted_by: PersonName | null };

export type OrgUnitDetail = {
  unit: OrgUnit;
  /** The reader's role in it. */
  role: Role;
  /** A page of the people with access, by name. */
  people: { items: UnitAccess[]; total: number; from: number | null; next: string | null; previous: string | null };
};

/** How pages name an OU and address it. */
export type NamedUnit = Pick<OrgUnit, "unit_id" | "name" | "slug" | "is_default">;

/** How the shell lists an OU. */
export type ListedUnit = NamedUnit & Pick<OrgUnit, "group">;

/** Only that of an OU, for a browser. */
export const namedUnit = ({ unit_id, name, slug, is_default }: NamedUnit): NamedUnit => ({
  unit_id,
  name,
  slug,
  is_default,
});

/** The part of an OU that PUT replaces, from which the version is computed (contract §10). */
export const orgUnitContent = ({ name, external_ref, group }: OrgUnitContent): OrgUnitContent => ({
  name,
  external_ref,
  group,
});

export type OrgUnitContent = Pick<OrgUnit, "name" | "external_ref" | "group">;
export type OrgUnitListQuery = z.output<typeof OrgUnitListQuery>;
export type OrgUnit = z.output<typeof OrgUnit>;
export type ActiveOrgUnit = z.output<typeof ActiveOrgUnit>;
export type CreateOrgUnitInput = z.output<typeof CreateOrgUnitBody>;
export type UpdateOrgUnitInput = z.output<typeof UpdateOrgUnitBody>;

/** A name as lower-case ASCII words joined by `-`, transliterated and never empty (contract §3). */
export function slugOf(unitName: string): string {
  return (
    slugify(unitName, { decamelize: false })
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || "ou"
  );
}
