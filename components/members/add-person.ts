import type { InvitedMember } from "@/domain/members/batch-schema";
import type { CreateMemberInput, Member } from "@/domain/members/schema";
import { ApiError, api } from "@/lib/http/api-client";

/** What the form has: without a password, the person chooses one with their invitation. */
export type NewPerson = Omit<CreateMemberInput, "password"> & { password?: string | undefined };
export type AddedPerson = Pick<Member, "org_member_id" | "first_name" | "last_name" | "email">;

/** Adds a person: with a first password, or by the invitation alone. Throws what stopped it, with its fields as in the form. */
export async function addPerson({ password, ...person }: NewPerson): Promise<AddedPerson> {
  if (password !== undefined) return api<Member>("POST", "/members", { ...person, password });
  const { role, ou_memberships, ...named } = person;
  const members = [named];
  const [row] = await api<InvitedMember[]>("POST", "/members/batch", { role, ou_memberships, members });
  if (row?.result === "invited" && row.org_member_id) return { ...named, org_member_id: row.org_member_id };
  throw refusal(row);
}

function refusal(row: InvitedMember | undefined): ApiError {
  if (row?.result === "exists") {
    return new ApiError(409, "email_taken", "Another member has this e-mail address.");
  }
  const faults = (row?.errors ?? []).map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\/members\/0/, ""),
    detail,
  }));
  return new ApiError(422, "invalid_content", faults[0]?.detail ?? "The person was not added.", undefined, faults);
}
