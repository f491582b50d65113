import { selectedUnitId, selectingCookies, selectingHeaders, unitIdInHeader } from "@/lib/auth/active-org-unit";
import type { UnitActor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { type ActiveUnit, resolveUnit } from "@/lib/auth/resolve-unit";
import type { Handler, Tell } from "./answer";
import { type Declaration, factsOf, type Guarded, guarded, type Operation, type Params } from "./endpoint";

type InUnit = { actor: UnitActor; unit: ActiveUnit };

async function identify(request: Request, tell: Tell): Promise<() => InUnit> {
  const actor = await authenticate(request);
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
