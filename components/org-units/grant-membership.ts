import { contentInTheWay } from "@/components/forms/content-in-the-way";
import { roleNames } from "@/components/members/role-words";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { ApiError, api } from "@/lib/http/api-client";

/**
 * Grants access to a member who has none. If somebody else granted a different role meanwhile, that role stays and an
 * ApiError says so.
 */
export async function grantMembership(unitId: string, memberId: string, wanted: MembershipContent): Promise<void> {
  try {
    await api("PUT", `/org-units/${unitId}/memberships/${memberId}`, wanted, null);
  } catch (error) {
    const theirs = contentInTheWay<MembershipContent>(error)?.role;
    if (theirs === wanted.role) return;
    if (!theirs || !(error instanceof ApiError)) throw error;
    const sentence = `Somebody else has just granted access as ${roleNames[theirs]}. Change the role in the list instead.`;
    throw new ApiError(error.status, error.code, sentence, error.requestId);
  }
}
