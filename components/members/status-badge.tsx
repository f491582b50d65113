import { Badge } from "@/components/ui/badge";
import type { MemberStatus } from "@/lib/roles";
import { statusNames, statusTones } from "./status-words";

/** Beside a name: that the member is invited or deactivated. Active is the rule, and needs no mark. */
export function StatusBadge({ status }: { status: MemberStatus }) {
  return status === "active" ? null : <Badge tone={statusTones[status]}>{statusNames[status]}</Badge>;
}
