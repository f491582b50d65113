"use client";

import { useActiveOu } from "@/components/shell/active-ou";
import { Badge } from "@/components/ui/badge";

/** Marks the OU in which this tab works. */
export function ActiveMark({ unitId }: { unitId: string }) {
  const { active } = useActiveOu();
  return active?.unit_id === unitId ? <Badge tone="accent">Active</Badge> : null;
}
