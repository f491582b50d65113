import { type Entry, type Expected, forbidden, type IdPlace, noAccess } from "@/e2e/matrix";
import type { Caller } from "./callers";

// Contract §2 and §5 for anyone, derived from what an entry says of the org admin's colleagues.

const unauthorized: Expected = { status: 401, code: "unauthorized" };
const noSelection: Expected = { status: 400, code: "active_ou_required" };

/** What a request asks for: the entry's own, or an id at a place, which is one of the world's `unit` or none of it. */
export type Aim = { place?: IdPlace; isOwn: boolean; selects: boolean };

const isSelection = ({ unitScoped }: Entry, place: IdPlace | undefined) =>
  unitScoped === true && place !== undefined && /^(header|cookie) /.test(place.at);
const pathPlace = ({ ids = [] }: Entry) => ids.find(({ at }) => at.startsWith("path"));

/** As a member with this access is answered, of whom the entry may say that it refuses them. */
function forMember(entry: Entry, refusal: Expected | undefined, { place, isOwn }: Aim): Expected {
  if (isOwn || !place) return refusal ?? { status: entry.success };
  if (isSelection(entry, place)) return place.otherwise;
  // The role that an entry refuses is the one in the world's OU; in an OU beyond reach there is none to judge by.
  const isAnotherOu = !entry.unitScoped && place.kind === "unit" && place.at.startsWith("path");
  return isAnotherOu ? place.otherwise : (refusal ?? place.otherwise);
}

function forProgram(entry: Entry, isOfUnit: boolean, aim: Aim): Expected {
  if (!entry.unitScoped) return forbidden;
  const asEditor = entry.refused?.["OU editor"];
  // A service account's cookies are not looked at: it works in its own OU, where another's rows are not.
  const isUnnamed = !aim.selects || aim.place?.at.startsWith("cookie");
  if (isOfUnit) return forMember(entry, asEditor, isUnnamed ? { ...aim, isOwn: true } : aim);
  if (!isUnnamed) return noAccess;
  return asEditor ?? pathPlace(entry)?.otherwise ?? { status: entry.success };
}

/** The one answer that the caller must get. `namesWorld` says whether the request carries an id of the world. */
export function expectedOf(entry: Entry, caller: Caller, aim: Aim, namesWorld: boolean): Expected {
  if (entry.public) return { status: entry.success };
  if (caller.kind === "nobody") return unauthorized;
  if (caller.kind === "program") return forProgram(entry, caller.isOfUnit, aim);
  if (entry.unitScoped && !aim.selects) return noSelection;
  if (caller.kind === "member") {
    const refusal = entry.refused?.[caller.access];
    const isBeyond = caller.access === "no access" && aim.place?.kind === "unit";
    return forMember(entry, refusal ?? (isBeyond ? aim.place?.otherwise : undefined), aim);
  }
  if (entry.unitScoped) return noAccess;
  const otherwise = (pathPlace(entry) ?? aim.place ?? entry.ids?.[0])?.otherwise;
  return namesWorld && otherwise ? otherwise : { status: entry.success };
}
