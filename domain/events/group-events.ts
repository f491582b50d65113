import { type AliasKey, aliasKey } from "@/lib/alias-key";
import type { IngestEvent } from "./schema";

/** Groups of events about the same person: group number → the names used for it. Numbered from 1, as SQL arrays are. */
export type Groups = {
  /** The group of each event, in the order of the events. */
  groupOf: number[];
  count: number;
  aliases: (AliasKey & { g: number })[];
  named: { g: number; lead: string }[];
};

/** Groups events that share an alias or a lead's id, directly or through other events (union-find). */
export function groupEvents(events: readonly Pick<IngestEvent, "lead_id" | "aliases">[]): Groups {
  const parent: number[] = events.map((_event, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number; // path halving
      at = parent[at] as number;
    }
    return at;
  };
  const aliases = new Map<string, AliasKey & { g: number }>(); // g: an event with it, and its group in the end
  const named = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    for (const sent of event.aliases ?? []) {
      const { kind, key, raw } = aliasKey(sent);
      const name = `${kind}\0${key}`;
      const known = aliases.get(name);
      if (known) parent[root(index)] = root(known.g);
      else aliases.set(name, { g: index, kind, key, raw });
    }
    if (event.lead_id === undefined) continue;
    const known = named.get(event.lead_id);
    if (known === undefined) named.set(event.lead_id, index);
    else parent[root(index)] = root(known);
  }
  const numbers = new Map<number, number>();
  const groupOf = events.map((_event, index) => {
    const first = root(index);
    if (!numbers.has(first)) numbers.set(first, numbers.size + 1);
    return numbers.get(first) as number;
  });
  const g = (index: number) => groupOf[index] as number;
  for (const alias of aliases.values()) alias.g = g(alias.g);
  return {
    groupOf,
    count: numbers.size,
    aliases: [...aliases.values()],
    named: [...named].map(([lead, index]) => ({ lead, g: g(index) })),
  };
}
