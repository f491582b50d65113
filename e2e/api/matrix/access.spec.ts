import { expect, test } from "@/e2e/fixtures";
import { accesses, seedWorld } from "@/e2e/matrix";
import { guarded } from "./entries";

// Contract §2 in full: inside an OU the OU role decides whatever the org role, so each is tried with both.

for (const entry of guarded) {
  test(`${entry.id}: who may`, async ({ api }) => {
    const world = await seedWorld();
    for (const access of accesses) {
      const expected = entry.refused?.[access] ?? { status: entry.success };
      for (const orgRole of access === "org admin" ? (["admin"] as const) : (["editor", "viewer"] as const)) {
        const caller = await world.caller(access, orgRole);
        const { path, ...sent } = await entry.request(world, caller);
        const answer = await api.as(caller).send(entry.method, path, sent);
        const code = expected.code ? answer.problem.code : undefined;
        expect({ access, orgRole, status: answer.status, code }).toEqual({ access, orgRole, code, ...expected });
      }
    }
  });
}
