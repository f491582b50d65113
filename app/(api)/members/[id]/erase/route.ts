import { eraseMember } from "@/domain/audit-log/erase-member";
import { mayEraseMember } from "@/domain/audit-log/policy";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "eraseMember",
    tag: "Audit Log",
    summary: "Erase a former member from the audit log",
    description:
      "For a member who is deactivated or was removed. Their names, addresses and devices leave the log permanently. Its entries stay, without them, and it can still be verified. A deactivated member stays a member.",
    scope: "admin",
    allow: mayEraseMember,
    params: MemberParams,
    fresh: "always",
    responses: { 204: null },
    refusals: ["member_not_found", "member_active"],
  },
  ({ tx, actor, params }) => eraseMember(tx, actor, params.id),
);
