"use client";

import { ActButton } from "@/components/forms/act-button";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { api } from "@/lib/http/api-client";
import { timeText } from "@/lib/time-text";
import { daysAfter } from "@/lib/timestamp";
import { versionOf } from "@/lib/version";

const DAYS_LONGER = 30;

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string };
  seen: MembershipContent & { expires_at: string };
  /** In a row of a list. */
  isCompact?: boolean;
};

/** Lets access that ends by itself end thirty days later, with one click. */
export function ExtendAccess({ unit, member, seen, isCompact = false }: Props) {
  const end = daysAfter(Date.parse(seen.expires_at), DAYS_LONGER);
  const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
  return (
    <ActButton
      kind="quiet"
      {...(isCompact ? { className: "min-h-6 px-1.5 py-0" } : {})}
      label={`Extend the access of ${member.name} to ${unit.name} by ${DAYS_LONGER} days`}
      done={`${member.name} has access to ${unit.name} until ${timeText(end, "day", true)}`}
      act={() => api("PUT", path, { role: seen.role, expires_at: end }, versionOf(seen))}
    >
      Extend
    </ActButton>
  );
}
