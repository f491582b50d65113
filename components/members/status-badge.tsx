import { Badge } from "@/components/ui/badge";
import type { MemberStatus } from "@/lib/roles";
import { statusNames, statusTones } from "./status-words";

/** Marks invited and deactivated members; active is the norm and needs no badge. */
export function StatusBadge({ status }: { status: MemberStatus }) {
  return status === "active" ? null : <Badge tone={statusTones[status]}>{statusNames[status]}</Badge>;
}
