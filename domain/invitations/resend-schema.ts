import { z } from "zod";
import { memberFilters, memberId } from "@/domain/members/schema";
import { idText } from "@/lib/fields";

/** How many invitations one call may send again. */
export const RESENT_AT_ONCE = 10_000;

export const ResendInvitationsBody = z
  .strictObject({
    org_member_ids: z
      .array(idText().meta({ example: "mem_abc123" }))
      .min(1, "must name somebody")
      .max(RESENT_AT_ONCE)
      .refine((list) => new Set(list).size === list.length, "must not name a member twice")
      .optional()
      .meta({ description: "The members" }),
    members: z
      .strictObject(memberFilters)
      .optional()
      .meta({ description: "Instead of `org_member_ids`: every member who matches these filters of `GET /members`" }),
    expected_count: z.int().min(0).optional().meta({
      description:
        "With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`",
      example: 12,
    }),
    dry_run: z.boolean().optional().meta({ description: "true: sends nothing and returns what would happen" }),
  })
  .refine(({ org_member_ids: ids, members }) => (ids === undefined) !== (members === undefined), {
    error: "must have either org_member_ids or members",
    abort: true,
  })
  .refine(({ members, expected_count: count }) => (members === undefined) === (count === undefined), {
    error: "must be sent with members, and only then",
    path: ["expected_count"],
  })
  .meta({ id: "ResendInvitations", example: { org_member_ids: ["mem_abc123"], dry_run: true } });

/** A result for each member, in the order of the call or, for a filter, oldest first. */
export const ResendInvitationsResult = z.array(
  z
    .object({
      org_member_id: memberId,
      name: z.string().nullable().meta({ description: "The member's name; null if there is no such member" }),
      email: z.string().nullable().meta({ description: "The address the mail goes to" }),
      result: z.enum(["sent", "not_invited", "unknown", "refused"]).meta({
        description:
          "`not_invited`: active or deactivated, so nothing is sent. `unknown`: no such member. `refused`: the address has been sent an invitation too recently, or enough of them for now",
      }),
      code: z.enum(["too_soon", "mail_budget_exhausted"]).optional().meta({ description: "Why it is refused" }),
      detail: z.string().optional().meta({ description: "The same as a sentence" }),
      retry_after: z.int().optional().meta({ description: "For a refusal: the seconds until it may be sent" }),
    })
    .meta({ id: "ResentInvitation" }),
);

export type ResendInvitationsInput = z.output<typeof ResendInvitationsBody>;
export type ResentInvitation = z.output<typeof ResendInvitationsResult>[number];
