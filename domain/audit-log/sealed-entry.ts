import { leafHash } from "@/lib/merkle-tree";
import { sha256 } from "@/lib/sha256";

/** An entry as it is in the tree: its text, and the personal values that have not been erased. Null if its text is gone. */
export type SealedEntry = {
  index: number;
  hash: string;
  entry: string | null;
  values: Record<string, { salt: string; value: string }>;
};

function hashesIn(entry: string): Record<string, unknown> {
  try {
    return (JSON.parse(entry) as { values: Record<string, unknown> }).values;
  } catch {
    return {};
  }
}

/** How an entry differs from what was sealed, as the end of a sentence; undefined if it does not. */
export function differenceOf({ hash, entry, values }: Omit<SealedEntry, "index">): string | undefined {
  if (entry === null) return "has been removed";
  if (leafHash(entry).toString("hex") !== hash) return "has been changed, or is not in its place";
  const hashes = hashesIn(entry);
  const changed = Object.entries(values).find(([part, { salt, value }]) => sha256(salt + value) !== hashes[part]);
  return changed && `has other values of its ${changed[0]} than were sealed`;
}
