import type { Answer, ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { type Entry, type Request, seedWorld, type World } from "@/e2e/matrix";
import { type Person, seededPassword, seedMember } from "@/e2e/seed";
import { ageSessions, signedIn } from "@/e2e/session";
import { digestOf } from "@/e2e/untouched";
import { guarded } from "./matrix/entries";

// Contract §13: a session whose password was given a while ago must give it again, for exactly the operations whose
// documentation says so.

const CODE = "reauthentication_required";
let world: World;
test.beforeAll(async ({ urls: _seeded }) => {
  world = await seedWorld();
});

type Sender = { person: Person; ask: (entry: Entry, request: Request) => Promise<Answer<unknown>> };

async function withOldSession(api: ApiClient): Promise<Sender> {
  const person = await seedMember(world.org.org_id, "admin");
  const session = await signedIn(api, person);
  await ageSessions(person);
  const ask = (entry: Entry, { path, headers, ...sent }: Request) =>
    api.send(entry.method, path, { ...sent, headers: { ...headers, ...session } });
  return { person, ask };
}

test("the operations that document it are those that require the password again", async ({ contract }) => {
  const saying = contract.operations
    .filter(({ operation }) => operation.responses["403"]?.content)
    .filter(({ operation }) => JSON.stringify(operation.responses["403"]).includes(CODE))
    .map(({ operation }) => operation.operationId);
  const always = [
    ...["createSecret", "createToken", "createWebhookEndpoint"],
    ...["eraseMember", "removeMember", "rotateWebhookSecret"],
  ];
  const makingAdmins = guarded.filter((entry) => entry.makesAdmin).map(({ id }) => id);
  expect(saying.sort()).toEqual([...always, ...makingAdmins].sort());
});

for (const entry of guarded.filter(({ method }) => method !== "GET")) {
  test(`${entry.id}: requires an old session's password again if the document says so`, async ({ api, contract }) => {
    const documented = contract.operations.find(({ operation }) => operation.operationId === entry.id);
    const asks = JSON.stringify(documented?.operation.responses["403"] ?? "").includes(CODE);
    const { person, ask } = await withOldSession(api);
    if (!asks || entry.makesAdmin) {
      expect((await ask(entry, await entry.request(world, person))).status).toBe(entry.success);
    }
    if (!asks) return;
    const make = entry.makesAdmin ?? (() => entry.request(world, person));
    const request = await make(world);
    const before = await digestOf(world.org);
    const refused = await ask(entry, request);
    expect({ status: refused.status, code: refused.problem?.code }).toEqual({ status: 403, code: CODE });
    expect(await digestOf(world.org)).toEqual(before);
    const reauthenticate = { id: "", method: "POST", success: 204 } as Entry;
    const path = "/me/reauthenticate";
    expect((await ask(reauthenticate, { path, body: { password: "not this one" } })).status).toBe(400);
    expect((await ask(entry, request)).status).toBe(403);
    expect((await ask(reauthenticate, { path, body: { password: seededPassword } })).status).toBe(204);
    expect((await ask(entry, request)).status).toBe(entry.success);
    const { path: target, ...sent } = await make(world);
    expect((await api.as(person).send(entry.method, target, sent)).status, "a token").toBe(entry.success);
  });
}
