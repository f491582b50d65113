import { createMember, preparePassword } from "@/domain/members/create-member";
import { pageMembers, streamMembers } from "@/domain/members/list-members";
import { mayCreateMember, mayListMembers } from "@/domain/members/policy";
import {
  CreateMemberBody,
  Member,
  MemberList,
  MemberListQuery,
  makesAdmin,
  memberContent,
} from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";
import { listReply, pageHeaders } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "listMembers",
    tag: "Members",
    summary: "List all members in your organization",
    description:
      "Oldest first. Returns the whole list unless `limit` or `cursor` asks for a page. Callers who are not org admins see only memberships in OUs that they can access themselves.",
    scope: "read",
    allow: mayListMembers,
    query: MemberListQuery,
    responses: { 200: MemberList },
    optionalHeaders: pageHeaders,
    refusals: ["org_unit_not_found"],
  },
  {
    read: ({ tx, reader, query, again }) => {
      const page = () => pageMembers(tx, reader, query);
      const whole = () => streamMembers(tx, reader, query, again);
      return listReply("/members", query, page, whole);
    },
  },
);

export const POST = endpoint(
  {
    id: "createMember",
    tag: "Members",
    summary: "Add a new member to your organization",
    description:
      "An invitation email is sent automatically; until they accept it, the member is `invited`. The password is never returned, and works once: on the sign-in page, to choose one of their own. Passwords have 12 to 256 characters of any kind. Those that are easy to guess are refused: common passwords, repetitions and sequences, and anything based on the member's name, e-mail address or organization, or on the product's name.",
    scope: "admin",
    allow: mayCreateMember,
    body: CreateMemberBody,
    versioned: { content: memberContent },
    fresh: "sometimes",
    responses: { 200: Member },
    headers: { Location: "The path of the new member" },
    refusals: ["org_unit_not_found", "email_taken", "mail_budget_exhausted"],
  },
  {
    prepare: ({ tx, actor, body, assertFresh }) => {
      if (makesAdmin(body)) assertFresh();
      return preparePassword(tx, actor, body);
    },
    act: async ({ tx, actor, body }, passwordHash) => {
      const { memberId, member } = await createMember(tx, actor, body, passwordHash);
      return new Reply(200, member, { Location: `/members/${memberId}` });
    },
  },
);
