import { z } from "zod";
import { futureSecond, pathId, role, timestamp } from "@/lib/fields";

/** A member's access to one OU (contract §3). */
export const OuMembership = z
  .object({
    org_member_id: z.string().meta({ description: "Unique member identifier", example: "mem_abc123" }),
    first_name: z.string().meta({ example: "Ada" }),
    last_name: z.string().meta({ example: "Lovelace" }),
    email: z.string().meta({ example: "ada@example.com" }),
    role: role().meta({ description: "Role within the OU", example: "editor" }),
    created_at: timestamp().meta({ description: "When access was granted" }),
    expires_at: timestamp().nullable().meta({ description: "When the access ends by itself; null for no end" }),
  })
  .meta({ id: "OuMembership" });

export const OuMembershipList = z.array(OuMembership);

export const GrantBody = z
  .strictObject({
    role: role().meta({ description: "Role within the OU" }),
    expires_at: futureSecond().nullable().optional().meta({
      description: "When the access ends by itself; null for no end. Absent: unchanged, or no end",
      example: null,
    }),
  })
  .meta({ id: "GrantOuMembership" });

export const OuMembershipParams = z.object({
  id: pathId().meta({ description: "OU identifier", example: "unit_emea" }),
  org_member_id: pathId().meta({ description: "Member identifier", example: "mem_abc123" }),
});

/** The part of a membership that PUT replaces, from which the version is computed (contract §10). */
export const membershipContent = ({ role, expires_at }: MembershipContent): MembershipContent => ({ role, expires_at });

export type MembershipContent = Pick<OuMembership, "role" | "expires_at">;
export type OuMembership = z.output<typeof OuMembership>;
