"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useActiveOu } from "@/components/shell/active-ou";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/lib/http/api-client";

type Props = {
  title: string;
  /** The OU that the server has looked in; null for none. */
  unitId: string | null;
  children: ReactNode;
};

/**
 * Shows what was not found in an OU, and loads the page anew when this tab works in another. Next keeps a "not found" on
 * the screen for as long as the path stays, whatever a refresh finds, so that UnitTab cannot serve here.
 */
export function UnitReload({ title, unitId, children }: Props) {
  const { active } = useActiveOu();
  const [lookedIn] = useState(unitId);
  const wanted = active && active.unit_id !== lookedIn ? active : null;
  const wantedId = wanted?.unit_id;

  useEffect(() => {
    if (!wantedId) return;
    const reload = () => window.location.reload();
    api("POST", "/org-units/active", { ouId: wantedId }).then(reload, () => {}); // without access it stays as it is
  }, [wantedId]);

  if (!wanted) return children;
  return <PageHeader title={title} description={<span role="status">Reading {wanted.name}…</span>} />;
}
