import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { type ReadUnit, scopedUnit, type UnitReader, unitReader } from "@/domain/access/reader";
import { selectedUnitId, selectingCookies, selectingHeaders, unitIdInHeader } from "@/domain/access/unit-selection";
import { DomainError } from "@/lib/errors";
import type { Handler } from "./answer";
import type { Params, Scoped } from "./declaration";
import { factsOf, type Guarded } from "./endpoint";
import { guarded } from "./guarded";
import type { HttpRequest } from "./http-request";
import type { Audience, Operation } from "./operation";

type InUnit = { actor: UnitActor; unit: ActiveUnit };
type OfUnit = { reader: UnitReader; unit: ReadUnit };

// Browsers get no Basic challenge: they would show a dialog of their own over the page (RFC 7617, RFC 9110 §11.6.1).
function challenges(request: HttpRequest): string {
  const isBrowser = request.headers.has("sec-fetch-site") || request.headers.has("cookie");
  return isBrowser ? "Bearer" : 'Bearer, Basic realm="LeadVibe", charset="UTF-8"';
}

// A service account has an OU of its own, and its cookies are ignored (contract §5).
const selectOf = (request: HttpRequest) =>
  /^basic /i.test(request.headers.get("authorization") ?? "") ? unitIdInHeader(request) : selectedUnitId(request);

const inUnit: Audience<InUnit, OfUnit> = {
  reader: { reader: unitReader, unit: scopedUnit },
  select: selectOf,
  note: ({ actor, unit }, annotate) => {
    annotate.log({ ...factsOf(actor), ...(unit ? { unit_id: unit.unitId } : {}) });
    if (unit) annotate.headers({ "X-Active-OU-ID": unit.unitId });
  },
  admit: ({ actor, unit, selectedUnitId: selected }) => {
    if (unit) return { actor, unit };
    throw new DomainError(selected === undefined ? "active_ou_required" : "org_unit_access_required");
  },
  challenge: (request, annotate) => annotate.headers({ "WWW-Authenticate": challenges(request) }),
};

/**
 * A route handler for data of an OU: like `endpoint`, but for members and service accounts, in the active OU (contract §5).
 * Refuses with active_ou_required if none is selected, and with org_unit_access_required without access to it. Every later
 * answer has the header X-Active-OU-ID.
 */
export function unitEndpoint<const D extends Scoped, P = never>(
  declaration: Guarded<D, [actor: UnitActor, params: Params<D>, unit: ActiveUnit], InUnit>,
  operation: Operation<D, InUnit, OfUnit, P>,
): Handler {
  const documented = {
    ...declaration,
    unitScoped: true as const,
    withinUnit: true as const,
    reads: { ...selectingHeaders, ...declaration.reads },
    readsCookies: { ...selectingCookies, ...declaration.readsCookies },
    headers: { "X-Active-OU-ID": "The OU that the request worked in; also on refusals", ...declaration.headers },
  };
  const allow = ({ actor, unit }: InUnit, params: Params<D>) => declaration.allow(actor, params, unit);
  return guarded<D, InUnit, OfUnit, P>(documented, inUnit, allow, operation);
}
