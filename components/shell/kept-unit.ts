import type { Unit } from "./active-ou";

// The server's cookie is shared by all tabs; this is per tab, so that a reload keeps the tab's OU.
const KEY = "leadvibe:active-ou";

/** Remembers this tab's active OU for the signed-in member. */
export function keepUnit(memberId: string, unit: Unit): void {
  sessionStorage.setItem(KEY, JSON.stringify({ memberId, unit }));
}

/** The OU this tab had active before, if it belongs to this member. */
export function keptUnit(memberId: string): Unit | null {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as { memberId: string; unit: Unit } | null;
  return kept?.memberId === memberId ? kept.unit : null;
}
