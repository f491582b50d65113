import { z } from "zod";
import { GRANTED_AT_ONCE, INVITED_AT_ONCE } from "@/lib/batch-limits";
import { text } from "@/lib/fields";
import { initialMemberships, memberId, memberStatus, orgRole } from "./schema";

// People by the hundred: invited, or changed by their addresses (contract §3, §9).

const invitee = z.strictObject({
  email: text({ max: 1000 }).meta({ description: "The address to invite", example: "ada@example.com" }),
  first_name: text({ max: 1000 }).optional().meta({ description: "Defaults to a name derived from the address" }),
  last_name: text({ max: 1000 }).optional(),
  role: orgRole().optional().meta({ description: "Their own org role, instead of the call's" }),
  ou_memberships: initialMemberships.meta({ description: "Their own OU access, instead of the call's" }),
});

type Units = z.output<typeof initialMemberships>;
const grantsOf = (members: { ou_memberships?: Units }[], units: Units) =>
  members.reduce((sum, row) => sum + ((row.ou_memberships ?? units)?.length ?? 1), 0);

export const InviteMembersBody = z
  .strictObject({
    role: orgRole(),
    ou_memberships: initialMemberships,
    members: z.array(invitee).min(1, "must name somebody").max(INVITED_AT_ONCE),
    dry_run: z.boolean().optional().meta({
      description: "true: changes nothing and returns what would happen; people who would be invited have no id yet",
    }),
  })
  .refine(({ members, ou_memberships: units }) => grantsOf(members, units) <= GRANTED_AT_ONCE, {
    error: `must make at most ${GRANTED_AT_ONCE} memberships at once; send fewer members in one call`,
    path: ["ou_memberships"],
  })
  .meta({
    id: "InviteMembers",
    example: {
      role: "editor",
      members: [{ first_name: "Ada", last_name: "Lovelace", email: "ada@example.com" }],
      dry_run: true,
    },
  });

/** A result for each member of the call, in order. */
export const InviteMembersResult = z.array(
  z
    .object({
      index: z.int().meta({ description: "The index in `members`, from 0", example: 0 }),
      email: z.string().meta({ description: "The address as sent", example: "ada@example.com" }),
      result: z.enum(["invited", "exists", "invalid", "refused"]).meta({
        description:
          "`exists`: a member already has this address, or an earlier row does, and stays unchanged. `refused`: the address has been sent enough invitations for now; nothing was done",
      }),
      org_member_id: memberId.optional(),
      status: memberStatus().optional(),
      retry_after: z
        .int()
        .optional()
        .meta({ description: "For a refused row: the seconds until it may be sent again" }),
      errors: z
        .array(z.object({ pointer: z.string(), detail: z.string() }))
        .optional()
        .meta({ description: "What is wrong with the row or why it was refused, with JSON Pointers into the body" }),
    })
    .meta({ id: "InvitedMember" }),
);

export const UpdateMembersBody = z
  .strictObject({
    members: z
      .array(
        z.strictObject({
          email: text({ max: 1000 }).meta({ description: "The address of the member", example: "ada@example.com" }),
          first_name: text({ max: 1000 }).optional(),
          last_name: text({ max: 1000 }).optional(),
          role: orgRole().optional(),
        }),
      )
      .min(1, "must name somebody")
      .max(INVITED_AT_ONCE),
    dry_run: z.boolean().optional().meta({ description: "true: changes nothing and returns what would happen" }),
    end_created: z.boolean().optional().meta({
      description: "true: what they created ends for those whose role is no longer admin (contract §13)",
    }),
  })
  .meta({
    id: "UpdateMembers",
    example: { members: [{ email: "ada@example.com", first_name: "Ada", role: "editor" }], dry_run: true },
  });

/** A result for each row of the call, in order. */
export const UpdateMembersResult = z.array(
  z
    .object({
      index: z.int().meta({ description: "The index in `members`, from 0", example: 0 }),
      email: z.string().meta({ description: "The address as sent", example: "ada@example.com" }),
      result: z.enum(["updated", "unchanged", "unknown", "invalid", "refused"]).meta({
        description: "`unknown`: no member has the address. `refused`: only in a dry run, with the `code`",
      }),
      org_member_id: memberId.optional(),
      fields: z
        .array(z.enum(["first_name", "last_name", "role"]))
        .optional()
        .meta({ description: "What changes" }),
      code: z.string().optional().meta({ example: "last_admin" }),
      errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    })
    .meta({ id: "UpdatedMember" }),
);

export type InviteMembersInput = z.output<typeof InviteMembersBody>;
export type InvitedMember = z.output<typeof InviteMembersResult>[number];
export type UpdateMembersInput = z.output<typeof UpdateMembersBody>;
export type UpdatedMember = z.output<typeof UpdateMembersResult>[number];
