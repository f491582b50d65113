import type { Answer, ApiClient } from "@/e2e/api-client";
import type { Contract } from "@/e2e/api-contract";
import { expect, test } from "@/e2e/fixtures";
import { type Entry, neverIds, seedWorld } from "@/e2e/matrix";
import { kinds } from "@/e2e/matrix-kinds";
import { digestOf } from "@/e2e/untouched";
import { entries } from "./entries";

// Contract §10 for every resource that PUT replaces: every path of the document that ends in an ID and has a PUT.

const STALE = '"0000000000000000"';
const AT_ONCE = 20;
/** The operations that change or remove something without a version, so they never answer 412. */
const unversioned = [
  "cancelEmailChange",
  "changePassword",
  "deleteOrgUnit",
  "endCredential",
  "endCredentials",
  "endOtherSessions",
  "endSession",
  "revokeInvitation",
  "revokeToken",
];
/** The versioned operations whose path also has a GET. */
const readable = [
  "deleteWebhookEndpoint",
  "eraseLead",
  "removeMember",
  "updateLead",
  "updateMember",
  "updateOrgUnit",
  "updateOrganization",
  "updateWebhookEndpoint",
];
const versioned = entries.filter(
  ({ id, method }) => (method === "PUT" || method === "DELETE") && !unversioned.includes(id),
);
/** The caller's organization needs no ID. */
const isOfOne = (path: string) => path.endsWith("}") || path === "/organization";

type Documented = Contract["operations"][number];

const reads = ({ operation }: Documented, header: string) =>
  operation.parameters?.some((one) => one.in === "header" && one.name === header) ?? false;
const succeeds = ({ operation }: Documented) => Object.keys(operation.responses).filter((status) => /^2/.test(status));
const carriesVersion = (one: Documented) =>
  succeeds(one).every((status) => one.operation.responses[status]?.headers?.ETag?.required);

test("exactly the operations on resources that PUT replaces have versions", ({ contract }) => {
  const { operations, document } = contract;
  const replaced = Object.keys(document.paths).filter((path) => isOfOne(path) && document.paths[path]?.put);
  expect(replaced.length).toBeGreaterThan(6);
  for (const one of operations) {
    const { method, path } = one;
    const isOne = replaced.includes(path) && succeeds(one).length > 0;
    const makesOne = method === "POST" && replaced.some((other) => other.replace(/\/\{[^}]+\}$/, "") === path);
    const isChange = method === "PUT" || method === "DELETE";
    const facts = {
      "If-Match": reads(one, "If-Match"),
      "If-None-Match": reads(one, "If-None-Match"),
      ETag: carriesVersion(one) && succeeds(one).length > 0,
      304: "304" in one.operation.responses,
      412: "412" in one.operation.responses,
    };
    expect({ method, path, ...facts }).toEqual({
      method,
      path,
      "If-Match": isOne && isChange,
      "If-None-Match": isOne && (method === "GET" || (method === "PUT" && "201" in one.operation.responses)),
      ETag: (isOne && method !== "DELETE") || makesOne,
      304: isOne && method === "GET",
      412: isOne && isChange,
    });
  }
});

test("every PUT and DELETE without a 412 is listed as unversioned, and every other one beside a GET as readable", ({
  contract,
}) => {
  const changes = contract.operations.filter(({ method }) => method === "PUT" || method === "DELETE");
  const idsOf = (some: Documented[]) => some.map(({ operation }) => operation.operationId).sort();
  const refusesStale = ({ operation }: Documented) => "412" in operation.responses;
  const hasGet = ({ path }: Documented) => contract.document.paths[path]?.get !== undefined;
  expect(idsOf(changes.filter((one) => !refusesStale(one)))).toEqual(unversioned);
  expect(idsOf(changes.filter(refusesStale))).toEqual(versioned.map(({ id }) => id).sort());
  expect(idsOf(changes.filter((one) => refusesStale(one) && hasGet(one)))).toEqual(readable);
});

async function prepare(entry: Entry, api: ApiClient) {
  const world = await seedWorld();
  const { path, ...sent } = await (entry.replacing ?? entry.request)(world, world.org.admin);
  const admin = api.as(world.org.admin);
  const send = (version?: string, method = entry.method, { headers, ...rest } = sent) =>
    admin.send(method, path, { ...rest, headers: { ...headers, ...(version ? { "If-Match": version } : {}) } });
  const look = (known?: string) =>
    admin.send("GET", path, { headers: { ...sent.headers, ...(known ? { "If-None-Match": known } : {}) } });
  return { world, admin, send, look };
}

/** The current version, taken from the refusal of another one. */
async function currentOf(send: (version: string) => Promise<Answer<unknown>>): Promise<string> {
  const refusal = await send(STALE);
  expect([refusal.status, refusal.problem.code]).toEqual([412, "precondition_failed"]);
  const version = refusal.headers.get("etag") ?? "";
  expect(version).toMatch(/^"[0-9a-f]{16}"$/);
  expect(refusal.problem.current).toEqual(expect.any(Object));
  return version;
}

for (const entry of versioned) {
  test(`${entry.id}: a stale version is refused and changes nothing; the current one succeeds`, async ({ api }) => {
    const { world, send } = await prepare(entry, api);
    const before = await digestOf(world.org);
    const current = await currentOf(send);
    for (const wrong of [`W/${current}`, `"x", ${STALE}`, current.replaceAll('"', ""), `"*"`]) {
      expect((await send(wrong)).status, wrong).toBe(412);
    }
    expect(await digestOf(world.org)).toEqual(before);

    const done = await send(`"x", ${current}`);
    expect(done.status, done.text).toBeLessThan(300);
    if (entry.method === "DELETE") {
      expect((await send(current)).status).toBe(404);
      expect((await send("*")).status).toBe(404);
      return;
    }
    const next = done.headers.get("etag") ?? "";
    expect(next, "the entry's request must change something").not.toBe(current);
    expect((await send(current)).headers.get("etag")).toBe(next);
    for (const right of [next, "*", undefined]) expect((await send(right)).status).toBeLessThan(300);
  });

  test(`${entry.id}: of ${AT_ONCE} concurrent requests with one version, one succeeds`, async ({ api }) => {
    const { send } = await prepare(entry, api);
    const current = await currentOf(send);
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => send(current)));
    const statuses = answers.map(({ status }) => status).sort();
    const late = entry.method === "PUT" ? 412 : 404;
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status === late)).toHaveLength(AT_ONCE - 1);
  });

  test(`${entry.id}: a missing or unreachable row is not found, whatever the version`, async ({ api }) => {
    const { world, admin } = await prepare(entry, api);
    for (const position of entry.ids?.filter(({ at }) => at.startsWith("path")) ?? []) {
      const unreachable = await kinds[position.kind].unreachable(world, world.org.admin);
      for (const id of [...neverIds(position.kind).slice(0, 1), ...unreachable]) {
        for (const version of [STALE, "*"]) {
          const { path, headers, ...sent } = await position.request(world, id);
          const asked = { ...sent, headers: { ...headers, "If-Match": version } };
          const answer = await admin.send(entry.method, path, asked);
          expect({ id, status: answer.status, code: answer.problem.code }).toEqual({ id, ...position.otherwise });
        }
      }
    }
  });
}

for (const entry of versioned.filter(({ id }) => readable.includes(id))) {
  test(`${entry.id}: a GET with the current version in If-None-Match answers 304`, async ({ api }) => {
    const { send, look } = await prepare(entry, api);
    const version = await currentOf(send);
    expect((await look()).headers.get("etag")).toBe(version);
    for (const known of [version, `W/${version}`, `"x", W/${version}`, "*"]) {
      const answer = await look(known);
      expect([known, answer.status, answer.text, answer.headers.get("etag")]).toEqual([known, 304, "", version]);
    }
    for (const known of [STALE, version.replaceAll('"', "")]) expect((await look(known)).status).toBe(200);
    expect((await send(version)).status).toBeLessThan(300);
    expect((await look(version)).status).toBe(entry.method === "PUT" ? 200 : 404);
  });
}
