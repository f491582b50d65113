import { z } from "zod";
import { password } from "@/domain/members/schema";
import { email, name, timestamp } from "@/lib/fields";

/** An organization as the API shows it. */
export const Organization = z
  .object({
    org_id: z.string().meta({ description: "Organization identifier", example: "org_abc123" }),
    name: z.string().meta({ description: "Display name", example: "Acme" }),
    created_at: timestamp(),
  })
  .meta({ id: "Organization" });

export const UpdateOrganizationBody = z
  .strictObject({ name: name(100).meta({ description: "New display name", example: "Acme Holding" }) })
  .meta({ id: "UpdateOrganization" });

/** The part of an organization that PUT replaces, from which the version is computed (contract §10). */
export const organizationContent = ({ name }: OrganizationContent): OrganizationContent => ({ name });

/** A new organization: its name and its first admin. */
export const CreateOrganizationInput = z.strictObject({
  name: name(100),
  admin: z.strictObject({ first_name: name(100), last_name: name(100), email: email(), password: password() }),
});

export type Organization = z.output<typeof Organization>;
export type OrganizationContent = Pick<Organization, "name">;
export type CreateOrganizationInput = z.output<typeof CreateOrganizationInput>;
