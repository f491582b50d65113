import type { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { type Entry, forbidden, type IdPlace, neverIds, seedWorld, type World } from "@/e2e/matrix";
import { type Person, seedSessionId, seedTokenId } from "@/e2e/seed";
import { guarded } from "./entries";

/** Ids of rows that are there, and not for this caller. */
async function unreachable(world: World, kind: IdPlace["kind"], caller: Person): Promise<string[]> {
  const { org, foreign, closedUnit } = world;
  if (kind === "member") return [foreign.member.org_member_id, foreign.org.admin.org_member_id];
  const units = [foreign.unit.unit_id, foreign.org.defaultUnit.unit_id];
  if (kind === "unit") return caller.role === "admin" ? units : [...units, closedUnit.unit_id];
  const colleague = await world.member();
  const seed = kind === "token" ? seedTokenId : seedSessionId;
  return [
    await seed(org.org_id, colleague.org_member_id),
    await seed(foreign.org.org_id, foreign.member.org_member_id),
  ];
}

/** All that an answer shows, without what differs between any two answers, and with the id it was asked for masked. */
async function fingerprint(client: ApiClient, entry: Entry, request: ReturnType<IdPlace["request"]>, id: string) {
  const { path, ...sent } = await request;
  const answer = await client.send(entry.method, path, sent);
  const headers = Object.fromEntries(answer.headers);
  delete headers.date;
  delete headers["content-length"]; // follows the masked id's length
  const text = JSON.stringify({ ...answer.problem, request_id: "" }).replaceAll(id, "<id>");
  return { status: answer.status, headers: { ...headers, "x-request-id": "" }, text, code: answer.problem?.code };
}

for (const entry of guarded) {
  for (const place of entry.ids ?? []) {
    for (const access of ["org admin", "OU admin"] as const) {
      test(`${entry.id}, ${place.at}: to an ${access} a foreign id is one that never existed`, async ({ api }) => {
        const world = await seedWorld();
        const caller = await world.caller(access);
        const client = api.as(caller);
        const ask = (id: string) => fingerprint(client, entry, place.request(world, id), id);
        const [never = "", ...garbage] = neverIds(place.kind);
        const reference = await ask(never);
        const expected = entry.refused?.[access] ?? place.otherwise;
        expect(reference).toMatchObject(expected);
        for (const id of [...(await unreachable(world, place.kind, caller)), ...garbage]) {
          expect(await ask(id), id).toEqual(reference);
        }
        if (expected.code === forbidden.code) return; // the role decided before any id was looked at
        const own = await place.own(world, caller);
        const { path, ...sent } = await place.request(world, own);
        expect((await client.send(entry.method, path, sent)).status).toBe(entry.success);
      });
    }
  }
}

test("getMe: a selection that is not the caller's is no selection", async ({ api }) => {
  const world = await seedWorld();
  const caller = await world.caller("OU viewer");
  const ids = [...(await unreachable(world, "unit", caller)), ...neverIds("unit")];
  for (const id of ids) {
    for (const headers of [{ "X-Active-OU-ID": id }, { Cookie: `activeOu=${id}` }] as Record<string, string>[]) {
      expect((await api.as(caller).get("/me", headers)).json).toMatchObject({ active_ou: null });
    }
  }
});
