import type { ApiClient } from "@/e2e/api-client";
import type { Contract } from "@/e2e/api-contract";
import { expect, test } from "@/e2e/fixtures";
import { type HeldRequest, holdRequest } from "@/e2e/held-request";
import { type Entry, type Expected, seedWorld, type World } from "@/e2e/matrix";
import { type Person, seedMember, seedSecret } from "@/e2e/seed";
import { signedIn } from "@/e2e/session";
import { digestOf } from "@/e2e/untouched";
import { guarded } from "./matrix/entries";

// Contract §13: a request's authority is read in the transaction that acts, so a sender who loses it while the last byte of
// the request is missing changes nothing.

type Sender = { headers: Record<string, string>; person: Person };
type Way = {
  name: string;
  /** Makes a sender with the authority that they are about to lose. */
  sender: (world: World, api: ApiClient) => Promise<Sender>;
  lose: (world: World, api: ApiClient, sender: Sender) => Promise<{ status: number }>;
  /** The answer to the finished request; undefined if the operation does not need the lost authority. */
  expected: (entry: Entry) => Expected | undefined;
};

const unauthorized: Expected = { status: 401, code: "unauthorized" };
const byToken = (person: Person): Sender => ({ person, headers: { Authorization: `Bearer ${person.token}` } });
const admin = async ({ org }: World) => byToken(await seedMember(org.org_id, "admin"));
const path = ({ person }: Sender) => `/members/${person.org_member_id}`;
const membership = ({ unit }: World, { person }: Sender) =>
  `/org-units/${unit.unit_id}/memberships/${person.org_member_id}`;

const ways: Way[] = [
  {
    name: "their org role is lowered",
    sender: admin,
    lose: ({ org }, api, sender) =>
      api.as(org.admin).put(path(sender), {
        first_name: "Ada",
        last_name: "Lovelace",
        email: sender.person.email,
        role: "viewer",
      }),
    expected: ({ refused }) => refused?.["no access"],
  },
  {
    name: "they are removed",
    sender: admin,
    lose: ({ org }, api, sender) => api.as(org.admin).delete(path(sender)),
    expected: () => unauthorized,
  },
  {
    name: "they are deactivated",
    sender: admin,
    lose: ({ org }, api, sender) => api.as(org.admin).send("POST", `${path(sender)}/deactivate`),
    expected: () => unauthorized,
  },
  {
    name: "their token is revoked",
    sender: admin,
    lose: async (_world, api, { person }) => {
      const [own] = (await api.as(person).get<{ id: string }[]>("/settings/tokens")).json;
      return api.as(person).delete(`/settings/tokens/${own?.id}`);
    },
    expected: () => unauthorized,
  },
  {
    name: "they sign out",
    sender: async (world, api) => {
      const { person } = await admin(world);
      return { person, headers: await signedIn(api, person) };
    },
    lose: (_world, api, { headers }) => fetch(`${api.url}/sign-out`, { method: "POST", headers, redirect: "manual" }),
    expected: () => unauthorized,
  },
  {
    name: "their membership is revoked",
    sender: async (world) => byToken(await world.caller("OU admin")),
    lose: (world, api, sender) => api.as(world.org.admin).delete(membership(world, sender)),
    expected: ({ refused }) => refused?.["no access"],
  },
  {
    name: "their OU role is lowered",
    sender: async (world) => byToken(await world.caller("OU admin")),
    lose: (world, api, sender) => api.as(world.org.admin).put(membership(world, sender), { role: "viewer" }),
    expected: ({ refused }) => refused?.["OU viewer"],
  },
  {
    name: "the service account is revoked",
    sender: async ({ org, unit }) => {
      const { basic, secret_id } = await seedSecret(org.org_id, unit.unit_id);
      return { person: { ...org.admin, org_member_id: secret_id }, headers: { Authorization: `Basic ${btoa(basic)}` } };
    },
    lose: ({ org, unit }, api, { person }) =>
      api.as(org.admin).send("DELETE", `/secrets/${person.org_member_id}`, {
        headers: { "X-Active-OU-ID": unit.unit_id },
      }),
    expected: ({ unitScoped }) => (unitScoped ? unauthorized : undefined),
  },
];

const isWrite = ({ method }: Entry) => /^(POST|PUT|PATCH|DELETE)$/.test(method);

async function hold(world: World, api: ApiClient, entry: Entry, sender: Sender): Promise<HeldRequest | undefined> {
  const person = sender.headers.Authorization?.startsWith("Basic") ? world.org.admin : sender.person;
  const { path: target, body, headers } = await entry.request(world, person);
  if (body === undefined) return undefined;
  return holdRequest(api.url, entry.method, target, { ...sender.headers, ...headers }, body);
}

/** Checks that an entry without a body to hold back belongs to an operation without one. */
function expectNoBody({ operations }: Contract, { id }: Entry): void {
  const documented = operations.find(({ operation }) => operation.operationId === id);
  expect({ id, isThere: documented !== undefined, body: documented?.operation.requestBody }).toEqual({
    id,
    isThere: true,
    body: undefined,
  });
}

let world: World;
test.beforeAll(async ({ urls: _seeded }) => {
  world = await seedWorld();
});

for (const entry of guarded.filter(isWrite)) {
  test(`${entry.id}: a sender who loses authority before the last byte changes nothing`, async ({ api, contract }) => {
    for (const way of ways) {
      const expected = way.expected(entry);
      if (!expected) continue;
      const sender = await way.sender(world, api);
      const held = await hold(world, api, entry, sender);
      if (!held) return expectNoBody(contract, entry);
      const lost = await way.lose(world, api, sender);
      expect(lost.status, `${way.name}: losing it`).toBeLessThan(400);
      const before = await digestOf(world.org);
      const answer = await held.finish();
      const code = JSON.parse(answer.text || "{}").code;
      expect({ way: way.name, status: answer.status, code }).toEqual({ way: way.name, ...expected });
      expect(await digestOf(world.org), way.name).toEqual(before);
    }
  });

  test(`${entry.id}: a sender who keeps it succeeds when the last byte arrives`, async ({ api, contract }) => {
    const sender = await admin(world);
    const held = await hold(world, api, entry, sender);
    if (!held) return expectNoBody(contract, entry);
    expect((await held.finish()).status).toBe(entry.success);
  });
}
