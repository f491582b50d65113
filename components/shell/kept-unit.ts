import type { Unit } from "./active-ou";

// The cookie that the server goes by is the browser's; this is the tab's, so that a reload finds the OU it worked in.
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
