import type { Unit } from "./active-ou";

// The server's cookie is shared by all tabs; this is per tab, so that a reload keeps the tab's OU.
const KEY = "leadvibe:active-ou";

/** Remembers the OU that the tab works in, for the member who is signed in. */
export function keepUnit(memberId: string, unit: Unit): void {
  sessionStorage.setItem(KEY, JSON.stringify({ memberId, unit }));
}

/** The OU that the tab worked in before, if it was for this member. */
export function keptUnit(memberId: string): Unit | null {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as { memberId: string; unit: Unit } | null;
  return kept?.memberId === memberId ? kept.unit : null;
}
