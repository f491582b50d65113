import { selectedUnitId, selectingCookies, selectingHeaders, unitIdInHeader } from "@/lib/auth/active-org-unit";
import type { UnitActor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { type ActiveUnit, resolveUnit } from "@/lib/auth/resolve-unit";
import { DomainError } from "@/lib/errors";
import type { Handler, Tell } from "./answer";
import { type Declaration, factsOf, type Guarded, guarded, type Operation, type Params } from "./endpoint";

type InUnit = { actor: UnitActor; unit: ActiveUnit };

// A browser answers a Basic challenge with a dialog of its own, over the page: it is spared that (RFC 7617, RFC 9110 §11.6.1).
function challenges(request: Request): string {
  const isBrowser = request.headers.has("sec-fetch-site") || request.headers.has("cookie");
  return isBrowser ? "Bearer" : 'Bearer, Basic realm="LeadVibe", charset="UTF-8"';
}

async function identify(request: Request, tell: Tell): Promise<() => InUnit> {
  const actor = await authenticate(request).catch((refusal: unknown) => {
    if (refusal instanceof DomainError && refusal.code === "unauthorized") {
      tell.carry({ "WWW-Authenticate": challenges(request) });
    }
    throw refusal;
  });
  tell.log(factsOf(actor));
  const selected = actor.kind === "member" ? selectedUnitId(request) : unitIdInHeader(request);
  return resolveUnit(actor, selected).then(
    (unit) => {
      tell.log({ unit_id: unit.unitId });
      tell.carry({ "X-Active-OU-ID": unit.unitId });
      return () => ({ actor, unit });
    },
    // Its turn comes after an unreadable body's (contract §3, order of refusals).
    (refusal: unknown) => () => {
      throw refusal;
    },
  );
}

/**
 * A route handler for what belongs to an OU: as `endpoint`, for members and service accounts, in the active OU (contract
 * §5). Refuses with active_ou_required where none is selected and org_unit_access_required for one without access. Every
 * answer from there on carries X-Active-OU-ID.
 */
export function unitEndpoint<const D extends Declaration>(
  declaration: Guarded<D, [actor: UnitActor, params: Params<D>, unit: ActiveUnit]>,
  operate: Operation<D, InUnit>,
): Handler {
  const documented = {
    ...declaration,
    unitScoped: true as const,
    reads: { ...selectingHeaders, ...declaration.reads },
    readsCookies: { ...selectingCookies, ...declaration.readsCookies },
    headers: { "X-Active-OU-ID": "The OU that was worked in; refusals carry it too", ...declaration.headers },
  };
  const allow = ({ actor, unit }: InUnit, params: Params<D>) => declaration.allow(actor, params, unit);
  return guarded<D, InUnit>(documented, identify, allow, operate);
}
