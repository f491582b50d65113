import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { type Scope, seedSecret, seedToken } from "@/e2e/seed";
import { guarded } from "./entries";
import { scopeOf } from "./expected";

// Contract §13: every operation needs one scope, of an org admin's token and of a service account of the OU.

const scopes: Scope[] = ["read", "ingest", "write", "admin"];

for (const entry of guarded) {
  const scope = scopeOf(entry);
  const without = scopes.filter((one) => one !== scope);

  test(`${entry.id}: needs the scope ${scope} and no other`, async ({ api }) => {
    const world = await seedWorld();
    const { org, unit } = world;
    async function ask(caller: { token: string } | { basic: string }) {
      const { path, ...sent } = await entry.request(world, org.admin);
      const { status, problem, headers } = await api.as(caller).send(entry.method, path, sent);
      return { status, code: problem?.code, challenge: headers.get("www-authenticate") };
    }
    const lacking = {
      status: 403,
      code: "insufficient_scope",
      challenge: `Bearer error="insufficient_scope", scope="${scope}"`,
    };
    const token = (some: Scope[]) => seedToken(org.org_id, org.admin.org_member_id, { scopes: some });
    expect(await ask({ token: await token(without) })).toEqual(lacking);
    // A service account made with a token gets only scopes that the token has, and needs at least one.
    const enough: Scope[] = entry.id === "createSecret" ? [scope, "read"] : [scope];
    expect(await ask({ token: await token(enough) })).toMatchObject({ status: entry.success });

    const program = (some: Scope[]) => seedSecret(org.org_id, unit.unit_id, null, some);
    const others = without.filter((one) => one !== "admin");
    expect(await ask(await program(others))).toEqual(lacking);
    if (!entry.unitScoped || scope === "admin") return;
    const asEditor = entry.refused?.["OU editor"] ?? { status: entry.success };
    expect(await ask(await program([scope]))).toMatchObject(asEditor);
  });
}
