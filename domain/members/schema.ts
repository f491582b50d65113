import { z } from "zod";
import { ActiveOrgUnit } from "@/domain/org-units/schema";
import { email, idText, name, pathId, role, text, timestamp } from "@/lib/fields";

const memberId = z.string().meta({ description: "Unique member identifier", example: "mem_abc123" });
const firstName = z.string().meta({ description: "Member's first name", example: "Ada" });
const lastName = z.string().meta({ description: "Member's last name", example: "Lovelace" });
const emailAddress = z.string().meta({ description: "Member's email address", example: "ada@example.com" });
const orgRole = () =>
  role().meta({ description: "Organization-level role: admin, editor, or viewer", example: "editor" });

/** A member as the API shows it (reference, GET /members). */
export const Member = z
  .object({
    org_member_id: memberId,
    first_name: firstName,
    last_name: lastName,
    email: emailAddress,
    role: orgRole(),
    ou_memberships: z
      .array(
        z.object({
          unit_id: z.string().meta({ description: "Organizational Unit identifier", example: "unit_default" }),
          unit_name: z.string().meta({ description: "Organizational Unit name", example: "Default" }),
          role: role().meta({ description: "Role within the OU", example: "editor" }),
        }),
      )
      .meta({ description: "List of Organizational Unit memberships" }),
    created_at: timestamp().meta({ description: "When the member was added" }),
  })
  .meta({ id: "Member" });

export const MemberList = z.array(Member);

/** The caller, and the OU that the request selects if they have access to it. */
export const Me = z
  .object({
    org_member_id: memberId,
    org_id: z.string().meta({ description: "Organization identifier", example: "org_abc123" }),
    first_name: firstName,
    last_name: lastName,
    email: emailAddress,
    role: orgRole(),
    active_ou: ActiveOrgUnit.nullable(),
  })
  .meta({ id: "Me" });

const identity = {
  first_name: name(100).meta({ description: "Member's first name", example: "Ada" }),
  last_name: name(100).meta({ description: "Member's last name", example: "Lovelace" }),
  email: email().meta({ description: "Member's email address", example: "ada@example.com" }),
};

export const password = () =>
  text({ min: 12, max: 256 }).meta({ description: "Initial password for the account", example: "securepassword123" });

const initialMemberships = z
  .array(z.strictObject({ unit_id: idText().meta({ example: "unit_emea" }), role: role() }))
  .max(1000)
  .refine((list) => new Set(list.map((entry) => entry.unit_id)).size === list.length, "must not name an OU twice")
  .optional()
  .meta({ description: "OU access to begin with. Without it the member joins the default OU with their org role" });

export const CreateMemberBody = z
  .strictObject({ ...identity, password: password(), role: orgRole(), ou_memberships: initialMemberships })
  .meta({ id: "CreateMember" });

export const UpdateMemberBody = z.strictObject({ ...identity, role: orgRole() }).meta({ id: "UpdateMember" });

export const MemberParams = z.object({
  id: pathId().meta({ description: "Member identifier", example: "mem_abc123" }),
});

export type Member = z.output<typeof Member>;
export type Me = z.output<typeof Me>;
export type CreateMemberInput = z.output<typeof CreateMemberBody>;
export type UpdateMemberInput = z.output<typeof UpdateMemberBody>;
