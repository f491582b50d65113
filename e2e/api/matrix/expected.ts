import { type Access, type Entry, type Expected, forbidden, type IdPosition, noAccess } from "@/e2e/matrix";
import type { Scope } from "@/e2e/seed";
import type { Caller } from "./callers";

// Contract §2, §5 and §13 for every caller, derived from whom an entry refuses among the org admin's colleagues.

const unauthorized: Expected = { status: 401, code: "unauthorized" };
const noSelection: Expected = { status: 400, code: "active_ou_required" };

const lacksScope: Expected = { status: 403, code: "insufficient_scope" };

/** The scope that an operation needs. */
export function scopeOf({ id, method, unitScoped }: Entry): Scope {
  if (method === "GET") return "read";
  if (id === "ingest") return "ingest";
  const isOfData = unitScoped || id === "copyRulesets"; // which changes the rules of the OU in its path
  return isOfData && !id.endsWith("Secret") ? "write" : "admin";
}

// What a token of one OU may call outside its OU's data: what is about that OU, and about itself.
const WITHIN_UNIT =
  /^(getMe|listAuditLog|listOrgUnits|(get|update)OrgUnit|[gs]etActiveOrgUnit|\w+OuMemberships?|getCreatedInOrgUnit|(list|export)OrgUnitAccess|\w+Tokens?)$/;

/** Whether a token of one OU may call the operation. */
export const isWithinUnit = ({ id, unitScoped }: Entry) => unitScoped === true || WITHIN_UNIT.test(id);

/** A request's target: the entry's own, or an ID at a position, which is the caller's own or out of reach. */
export type Aim = { position?: IdPosition; isOwn: boolean; selects: boolean };

const isSelection = ({ unitScoped }: Entry, position: IdPosition | undefined) =>
  unitScoped === true && position !== undefined && /^(header|cookie) /.test(position.at);
const pathPosition = ({ ids = [] }: Entry) => ids.find(({ at }) => at.startsWith("path"));

/** The answer for a member, whom the entry may refuse. */
function forMember(entry: Entry, refusal: Expected | undefined, { position, isOwn }: Aim): Expected {
  if (isOwn || !position) return refusal ?? { status: entry.success };
  if (isSelection(entry, position)) return position.otherwise;
  // An entry refuses by the role in the world's OU; in an OU out of reach the member has no role.
  const isAnotherOu = !entry.unitScoped && position.kind === "unit" && position.at.startsWith("path");
  return isAnotherOu ? position.otherwise : (refusal ?? position.otherwise);
}

function forAccess(entry: Entry, access: Access, aim: Aim): Expected {
  const isBeyond = access === "no access" && aim.position?.kind === "unit";
  return forMember(entry, entry.refused?.[access] ?? (isBeyond ? aim.position?.otherwise : undefined), aim);
}

function forUnitToken(entry: Entry, isOfUnit: boolean, aim: Aim): Expected {
  if (!isWithinUnit(entry)) return forbidden;
  if (isOfUnit) return forAccess(entry, "OU admin", aim);
  if (!entry.unitScoped || aim.selects) return forAccess(entry, "no access", aim);
  return pathPosition(entry)?.otherwise ?? { status: entry.success };
}

function forProgram(entry: Entry, isOfUnit: boolean, aim: Aim): Expected {
  if (scopeOf(entry) === "admin") return lacksScope;
  if (!entry.unitScoped) return forbidden;
  const asEditor = entry.refused?.["OU editor"];
  // A service account's cookies are ignored: it works in its own OU, without access to another's rows.
  const isUnnamed = !aim.selects || aim.position?.at.startsWith("cookie");
  if (isOfUnit) return forMember(entry, asEditor, isUnnamed ? { ...aim, isOwn: true } : aim);
  if (!isUnnamed) return noAccess;
  return asEditor ?? pathPosition(entry)?.otherwise ?? { status: entry.success };
}

/** The answer that the caller must get. `namesWorld` says whether the request contains an ID of the world. */
export function expectedOf(entry: Entry, caller: Caller, aim: Aim, namesWorld: boolean): Expected {
  if (entry.public) return { status: entry.success };
  if (caller.kind === "nobody") return unauthorized;
  if (caller.kind === "program") return forProgram(entry, caller.isOfUnit, aim);
  if (caller.kind === "unit token") return forUnitToken(entry, caller.isOfUnit, aim);
  if (entry.unitScoped && !aim.selects) return noSelection;
  if (caller.kind === "member") return forAccess(entry, caller.access, aim);
  if (entry.unitScoped) return noAccess;
  const otherwise = (pathPosition(entry) ?? aim.position ?? entry.ids?.[0])?.otherwise;
  return namesWorld && otherwise ? otherwise : { status: entry.success };
}
