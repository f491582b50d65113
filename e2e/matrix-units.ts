import { type Entry, type IdPlace, noAccess, type Request, type World } from "./matrix";

const selecting = (unitId: string) => ({ "X-Active-OU-ID": unitId });

/** The request with its OU chosen by these headers and no others. */
async function choosing(request: ReturnType<Entry["request"]>, headers: Record<string, string>): Promise<Request> {
  const { headers: others, ...rest } = await request;
  return { ...rest, headers: { ...others, ...headers } };
}

function selections(entry: Entry): IdPlace[] {
  const place = (at: string, headers: (id: string) => Record<string, string>): IdPlace => ({
    at,
    kind: "unit",
    request: (world, id) => choosing(entry.request(world, world.org.admin), headers(id)),
    own: (world) => world.unit.unit_id,
    otherwise: noAccess,
  });
  return [place("header X-Active-OU-ID", selecting), place("cookie activeOu", (id) => ({ Cookie: `activeOu=${id}` }))];
}

/**
 * Entries of operations that work in the active OU (contract §5), given without a word of it: each request selects the
 * world's `unit`, the header and the cookie become places of an id, and who has no access is refused.
 */
export function inUnit(entries: Entry[]): Entry[] {
  const inTheUnit = (world: World) => selecting(world.unit.unit_id);
  return entries.map((entry) => ({
    ...entry,
    unitScoped: true,
    request: (world, caller) => choosing(entry.request(world, caller), inTheUnit(world)),
    refused: { "no access": noAccess, ...entry.refused },
    ids: [
      ...(entry.ids ?? []).map((place) => ({
        ...place,
        request: (world: World, id: string) => choosing(place.request(world, id), inTheUnit(world)),
      })),
      ...selections(entry),
    ],
  }));
}
