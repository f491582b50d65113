const KEY = "leadvibe:recent";
const MOST = 20;

type Kept = { memberId: string; keys: string[] };

/** What this member chose last in this browser, the latest first. */
export function recentOf(memberId: string): string[] {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null;
  return kept?.memberId === memberId ? kept.keys : [];
}

/** Remembers a choice by its key. */
export function keepRecent(memberId: string, key: string): void {
  const keys = [key, ...recentOf(memberId).filter((one) => one !== key)].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify({ memberId, keys } satisfies Kept));
}
