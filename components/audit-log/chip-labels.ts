import type { AuditListState } from "./audit-list-state";
import { actionName } from "./audit-words";

/** What each filter that is set says. */
export const chipLabels = (
  { search, action, unit_id, since, until, actor, target }: AuditListState,
  nameOf: (id: string) => string,
): AuditListState => ({
  search: search && `“${nameOf(search)}”`,
  action: action && actionName(action),
  unit_id: unit_id && `In ${nameOf(unit_id)}`,
  since: since && `From ${since}`,
  until: until && `To ${until}`,
  actor: actor && `By ${nameOf(actor)}`,
  target: target && `To or about ${nameOf(target)}`,
});
