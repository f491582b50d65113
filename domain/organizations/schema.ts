import { z } from "zod";
import { password } from "@/domain/members/schema";
import { email, name } from "@/lib/fields";

/** A new organization: its name and its first admin. */
export const CreateOrganizationInput = z.strictObject({
  name: name(100),
  admin: z.strictObject({ first_name: name(100), last_name: name(100), email: email(), password: password() }),
});

export type CreateOrganizationInput = z.output<typeof CreateOrganizationInput>;
