import { changeHeader, changeHeaders } from "@/domain/access-changes/header";
import { EndCreatedQuery, endsCreated } from "@/domain/credentials/schema";
import { readMember, removeMember, updateMember } from "@/domain/members/operations";
import { mayListMembers, mayRemoveMember, mayUpdateMember } from "@/domain/members/policy";
import { Member, MemberParams, UpdateMemberBody } from "@/domain/members/schema";
import { memberVersion } from "@/domain/members/version";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "getMember",
    tag: "Members",
    summary: "Read a member",
    scope: "read",
    allow: mayListMembers,
    params: MemberParams,
    versioned: memberVersion,
    responses: { 200: Member },
    refusals: ["member_not_found"],
  },
  { read: ({ tx, reader, params }) => readMember(tx, reader, params.id) },
);

export const PUT = endpoint(
  {
    id: "updateMember",
    locks: "organization",
    tag: "Members",
    summary: "Replace a member's name, email and organization-level role",
    description:
      "Org admins can change every member; other members only their own first and last name. A change of address is mailed to the old and the new one, and a member who is still invited gets a new invitation. With `end_created`, a role other than admin also ends what they created.",
    scope: "admin",
    allow: mayUpdateMember,
    params: MemberParams,
    body: UpdateMemberBody,
    versioned: memberVersion,
    responses: { 204: null },
    optionalHeaders: changeHeader,
    query: EndCreatedQuery,
    fresh: "sometimes",
    refusals: ["member_not_found", "email_taken", "last_admin", "mail_budget_exhausted"],
  },
  async ({ tx, actor, params, query, body, assertFresh }) => {
    const options = { beforeAdmin: assertFresh, endsCreated: endsCreated(query) };
    return new Reply(204, undefined, changeHeaders(await updateMember(tx, actor, params.id, body, options)));
  },
);

export const DELETE = endpoint(
  {
    id: "removeMember",
    locks: "organization",
    tag: "Members",
    summary: "Remove a member from your organization",
    description: "Access, sessions and tokens end immediately. With `end_created`, what they created ends too.",
    scope: "admin",
    allow: mayRemoveMember,
    params: MemberParams,
    versioned: memberVersion,
    query: EndCreatedQuery,
    fresh: "always",
    responses: { 204: null },
    refusals: ["member_not_found", "last_admin"],
  },
  ({ tx, actor, params, query }) => removeMember(tx, actor, params.id, endsCreated(query)),
);
