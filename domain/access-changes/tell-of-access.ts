import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMails } from "@/domain/mail/queue-mails";
import type { Role } from "@/lib/roles";
import { type AccessState, changedOf, type PlannedItem } from "./item";

type Unit = { name: string; role: Role; expires_at: string | null };
type Told = { memberId: string; to: string; units: Unit[] };

/**
 * Queues one mail for each member who has new access, with all the OUs. None goes to the actor, to invited members (the
 * invitation comes first), to deactivated ones, or to org admins, who have access to every OU anyway (contract §1).
 */
export async function tellOfAccess(
  tx: Tx,
  actor: Actor,
  planned: readonly PlannedItem[],
  state: AccessState,
): Promise<void> {
  const told = [...toldOf(actor, planned, state).values()];
  const one = told.flatMap(({ units: [unit, ...more], ...to }) => {
    if (!unit || more.length > 0) return [];
    const { name: unit_name, role, expires_at } = unit;
    return [{ ...to, facts: { unit_name, role, ...(expires_at ? { expires_at } : {}) } }];
  });
  const several = told.flatMap(({ units, ...to }) =>
    units.length > 1 ? [{ ...to, facts: { units: units.map(unitFact) } }] : [],
  );
  const facts = { granted_by: state.actor };
  if (one.length > 0) await queueMails(tx, actor, { kind: "ou_access_granted", facts, mails: one });
  if (several.length > 0) await queueMails(tx, actor, { kind: "several_ous_granted", facts, mails: several });
}

const unitFact = ({ expires_at, ...unit }: Unit) => (expires_at ? { ...unit, expires_at } : unit);

function toldOf(actor: Actor, planned: readonly PlannedItem[], { members }: AccessState): Map<string, Told> {
  const changed = changedOf(planned);
  const set = new Map<string, { role?: string | undefined; status?: string | undefined }>();
  for (const { result } of changed.filter(({ result }) => result.unit_id === null)) {
    set.set(result.org_member_id, { ...set.get(result.org_member_id), ...result.after });
  }
  const told = new Map<string, Told>();
  for (const { result } of changed.filter(({ item, result }) => item.op === "grant" && result.before === null)) {
    const { org_member_id: memberId, unit_name, after } = result;
    const member = members.get(memberId);
    const now = { ...member, ...set.get(memberId) };
    if (!member || memberId === actor.memberId || now.status !== "active" || now.role === "admin" || !after?.role)
      continue;
    const unit = { name: unit_name ?? "", role: after.role, expires_at: after.expires_at ?? null };
    const known = told.get(memberId);
    told.set(memberId, { memberId, to: member.email, units: [...(known?.units ?? []), unit] });
  }
  return told;
}
