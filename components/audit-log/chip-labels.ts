import type { AuditListState } from "./audit-list-state";
import { actionName } from "./audit-words";

type NameOf = (id: string) => string;

const words: Record<keyof AuditListState, (value: string, nameOf: NameOf) => string> = {
  search: (value, nameOf) => `“${nameOf(value)}”`,
  action: actionName,
  unit_id: (value, nameOf) => `In ${nameOf(value)}`,
  since: (value) => `From ${value}`,
  until: (value) => `To ${value}`,
  actor: (value, nameOf) => `By ${nameOf(value)}`,
  target: (value, nameOf) => `To or about ${nameOf(value)}`,
};

/** What each filter that is set says. */
export const chipLabels = (state: AuditListState, nameOf: NameOf): { [name in keyof AuditListState]?: string } =>
  Object.fromEntries(
    (Object.keys(words) as (keyof AuditListState)[]).flatMap((name) => {
      const value = state[name];
      return value ? [[name, words[name](value, nameOf)]] : [];
    }),
  );
