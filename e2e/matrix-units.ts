import { type Entry, type IdPosition, noAccess, type Request, type World } from "./matrix";

const selecting = (unitId: string) => ({ "X-Active-OU-ID": unitId });

/** The request with these headers added, which choose its OU. */
async function choosing(request: ReturnType<Entry["request"]>, headers: Record<string, string>): Promise<Request> {
  const { headers: others, ...rest } = await request;
  return { ...rest, headers: { ...others, ...headers } };
}

function selections(entry: Entry): IdPosition[] {
  const position = (at: string, headers: (id: string) => Record<string, string>): IdPosition => ({
    at,
    kind: "unit",
    request: (world, id) => choosing(entry.request(world, world.org.admin), headers(id)),
    own: (world) => world.unit.unit_id,
    otherwise: noAccess,
  });
  return [
    position("header X-Active-OU-ID", selecting),
    position("cookie activeOu", (id) => ({ Cookie: `activeOu=${id}` })),
  ];
}

/**
 * Completes entries of operations that work in the active OU (contract §5): each request selects the world's `unit`, the
 * header and the cookie become positions of an ID, and callers without access are refused.
 */
export function inUnit(entries: Entry[]): Entry[] {
  const inTheUnit = (world: World) => selecting(world.unit.unit_id);
  return entries.map((entry) => ({
    ...entry,
    unitScoped: true,
    request: (world, caller) => choosing(entry.request(world, caller), inTheUnit(world)),
    refused: { "no access": noAccess, ...entry.refused },
    ids: [
      ...(entry.ids ?? []).map((position) => ({
        ...position,
        request: (world: World, id: string) => choosing(position.request(world, id), inTheUnit(world)),
      })),
      ...selections(entry),
    ],
  }));
}
