import { z } from "zod";
import { ActiveOrgUnit, type Grant, type OrgUnit } from "@/domain/org-units/schema";
import { cursorOrNone, type KeyKind } from "@/lib/cursor";
import { email, idText, name, pathId, role, text, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters, searchParameter } from "@/lib/list-parameters";
import { memberStatuses, type Role } from "@/lib/roles";
import { scopes } from "@/lib/scopes";

export const memberId = z.string().meta({ description: "Unique member identifier", example: "mem_abc123" });
const firstName = z.string().meta({ description: "Member's first name", example: "Ada" });
const lastName = z.string().meta({ description: "Member's last name", example: "Lovelace" });
const emailAddress = z.string().meta({ description: "Member's email address", example: "ada@example.com" });
/** Who made something that may outlive them, with their name at the time. */
export const Maker = z
  .object({ org_member_id: memberId, name: z.string().meta({ example: "Ada Lovelace" }) })
  .nullable()
  .meta({
    description: "Who made it, with their name at the time, even if they have been removed since; null if unknown",
  });

export const orgRole = () =>
  role().meta({ description: "Organization-level role: admin, editor, or viewer", example: "editor" });

export const memberStatus = () =>
  z.enum(memberStatuses).meta({
    description:
      "`invited` until they choose their own password; `deactivated` members have no access but keep their memberships",
    example: "active",
  });

/** A member as the API shows it (reference, GET /members). */
export const Member = z
  .object({
    org_member_id: memberId,
    first_name: firstName,
    last_name: lastName,
    email: emailAddress,
    role: orgRole(),
    status: memberStatus(),
    ou_memberships: z
      .array(
        z.object({
          unit_id: z.string().meta({ description: "Organizational Unit identifier", example: "unit_default" }),
          unit_name: z.string().meta({ description: "Organizational Unit name", example: "Default" }),
          role: role().meta({ description: "Role within the OU", example: "editor" }),
          expires_at: timestamp().nullable().meta({ description: "When the access ends by itself; null for no end" }),
        }),
      )
      .meta({ description: "List of Organizational Unit memberships" }),
    created_at: timestamp().meta({ description: "When the member was added" }),
  })
  .meta({ id: "Member" });

export const MemberList = z.array(Member);

/** The caller and their credential, and the OU that the request works in, if they have access to it. */
export const Me = z
  .object({
    org_member_id: memberId,
    org_id: z.string().meta({ description: "Organization identifier", example: "org_abc123" }),
    first_name: firstName,
    last_name: lastName,
    email: emailAddress,
    role: orgRole(),
    active_ou: ActiveOrgUnit.nullable(),
    credential: z
      .object({
        kind: z.enum(["token", "session"]),
        id: z.string().meta({ example: "tok_abc123" }),
        scopes: z.array(z.enum(scopes)).meta({ description: "What it may be used for; a session has every scope" }),
        unit_id: z.string().nullable().meta({ description: "The only OU that it reaches; null for no such limit" }),
      })
      .meta({ description: "What the request was sent with" }),
  })
  .meta({ id: "Me" });

const identity = {
  first_name: name(100).meta({ description: "Member's first name", example: "Ada" }),
  last_name: name(100).meta({ description: "Member's last name", example: "Lovelace" }),
  email: email().meta({ description: "Member's email address", example: "ada@example.com" }),
};

/** The schema of a new password. Whether it is easy to guess is checked later (lib/auth/password-strength.ts). */
export const password = () =>
  text({ min: 12, max: 256 }).meta({ description: "Initial password for the account", example: "securepassword123" });

export const initialMemberships = z
  .array(z.strictObject({ unit_id: idText().meta({ example: "unit_emea" }), role: role() }))
  .max(1000)
  .refine((list) => new Set(list.map((entry) => entry.unit_id)).size === list.length, "must not name an OU twice")
  .optional()
  .meta({ description: "Initial OU access. By default the member joins the default OU with their org role" });

export const CreateMemberBody = z
  .strictObject({ ...identity, password: password(), role: orgRole(), ou_memberships: initialMemberships })
  .meta({ id: "CreateMember" });

/** Whether the new member becomes an admin, of the organization or of an OU. */
export const makesAdmin = ({ role, ou_memberships: units = [] }: Pick<CreateMemberInput, "role" | "ou_memberships">) =>
  role === "admin" || units.some((unit) => unit.role === "admin");

export const UpdateMemberBody = z.strictObject({ ...identity, role: orgRole() }).meta({ id: "UpdateMember" });

export const MemberParams = z.object({
  id: pathId().meta({ description: "Member identifier", example: "mem_abc123" }),
});

/** The orders of a list of members; `-` means descending. */
export const memberSorts = ["created_at", "-created_at", "name", "-name", "email", "-email", "role", "-role"] as const;

/** Instead of an OU's id: members without access to any. */
export const NO_UNIT = "none";

/** How soon a membership ends that counts as expiring. */
export const EXPIRING_DAYS = 7;

/** The filters of a list of members. */
export const memberFilters = {
  search: searchParameter("name or e-mail address"),
  role: orgRole().optional().meta({ description: "Only members with this organization-level role" }),
  status: memberStatus().optional().meta({ description: "Only members with this status" }),
  unit_id: idText().optional().meta({
    description:
      "Only members with a membership in this OU (org admins have access without one). `none`: only members without access to any OU, as far as you can see",
    example: "unit_emea",
  }),
  expiring: z
    .enum(["true"])
    .optional()
    .meta({
      description: `\`true\`: only members with a membership that ends within ${EXPIRING_DAYS} days, as far as you can see`,
    }),
};

/** Filters of a list of members, for an operation on all who match them. */
export type MemberFilter = { [name in keyof typeof memberFilters]?: z.output<(typeof memberFilters)[name]> };

const filters = {
  ...memberFilters,
  sort: z.enum(memberSorts).optional().meta({ description: "The order; by default, and among equals, oldest first" }),
};

export const MemberListQuery = z.strictObject({ ...listParameters, ...filters });

export const MemberExportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).optional().meta({ description: "Defaults to csv" }),
  ...filters,
});

/** The parts of a sort's key, for its cursors: a value and the member's id. */
export const memberKeyKinds = (sort: MemberSort) =>
  [sort.endsWith("created_at") ? "time" : "text", "text"] as const satisfies readonly KeyKind[];

/** The query of a page's address, without what is invalid. */
export function memberListQuery(parameters: AddressParameters): MemberListQuery {
  const query = addressQuery(MemberListQuery.shape, parameters);
  const { sort = "created_at" } = query;
  return { ...query, cursor: cursorOrNone(query.cursor, sort, memberKeyKinds(sort)) };
}

/** One OU that a member has access to, and why. */
export type UnitAccess = Pick<OrgUnit, "unit_id" | "name" | "is_default"> & {
  /** Their effective role in the OU. */
  role: Role;
  via: "org_admin" | "membership";
  /** Null for an org admin without a membership. */
  membership: Grant | null;
};

export type MemberAccess = {
  member: Member;
  /** The OUs the member has access to, in the order of GET /org-units, as far as the reader has access too. */
  access: UnitAccess[];
  /** Whether that is all of them: true for org admins and for oneself. */
  isComplete: boolean;
};

/** The part of a member that PUT replaces, from which the version is computed (contract §10). */
export const memberContent = ({ first_name, last_name, email, role }: MemberContent): MemberContent => ({
  first_name,
  last_name,
  email,
  role,
});

export type MemberContent = UpdateMemberInput;
export type MemberSort = (typeof memberSorts)[number];
export type MemberListQuery = z.output<typeof MemberListQuery>;
export type MemberExportQuery = z.output<typeof MemberExportQuery>;
export type Member = z.output<typeof Member>;
/** A member as the members page lists them; null if they were never active, or the reader may not know. */
export type ListedMember = Member & { last_active_at: string | null };
export type Me = z.output<typeof Me>;
export type CreateMemberInput = z.output<typeof CreateMemberBody>;
export type UpdateMemberInput = z.output<typeof UpdateMemberBody>;
