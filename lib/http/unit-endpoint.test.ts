import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor, UnitActor } from "@/domain/access/actor";
import * as tokensOperations from "@/domain/tokens/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { endpoint } from "./endpoint";
import { unitEndpoint } from "./unit-endpoint";

const { createToken } = asRequests(tokensOperations);

const about = { tag: "Tests", summary: "A test" };
const write = unitEndpoint(
  {
    ...about,
    id: "write",
    scope: "write",
    allow: (_actor: UnitActor, _params: object, unit: ActiveUnit) => unit.role !== "viewer",
    body: z.strictObject({ word: z.string() }),
    responses: { 200: z.looseObject({}) },
  },
  ({ actor, unit, body }) => ({ kind: actor.kind, ...unit, ...body }),
);
const writeAhead = unitEndpoint(
  {
    ...about,
    id: "writeAhead",
    scope: "write",
    allow: (_actor: UnitActor, _params: object, unit: ActiveUnit) => unit.role === "admin",
    body: z.strictObject({ word: z.string() }),
    responses: { 200: z.looseObject({}) },
  },
  {
    write: ({ tx, reader, unit, body }) =>
      tx.transaction(async (attempt) => {
        await attempt.execute(sql`insert into rulesets (org_id, unit_id, ruleset_id, name, kind)
          values (${reader.orgId}, ${unit.unitId}, ${body.word}, ${body.word}, 'engagement')`);
        return body;
      }),
  },
);
const membersOnly = endpoint(
  { ...about, id: "membersOnly", scope: "read", allow: (_actor: Actor) => true, responses: { 200: z.string() } },
  ({ actor }) => actor.memberId,
);

let org: TestOrganization;
let [ours, theirs, foreign] = ["", "", ""];
let basic: string;
beforeAll(async () => {
  org = await makeOrganization();
  [ours, theirs] = [await addUnit(org, "Ours"), await addUnit(org, "Theirs")];
  foreign = (await makeOrganization()).unitId;
  const { clientId, clientSecret } = await addServiceAccount(org, ours);
  basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
});

type Headers = Record<string, string>;
async function ask(headers: Headers, raw = '{"word":"x"}', handler = write) {
  const sent = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: raw };
  const answer = await handler.finish(new Request("http://localhost/", sent), {});
  const { code, ...body } = JSON.parse(String(answer.text));
  return { status: answer.status, code, body, headers: answer.headers as Headers };
}
const asAdmin = (headers: Headers = {}) => ({ Authorization: `Bearer ${org.token}`, ...headers });

describe("the active OU", () => {
  test("is the header's, else the cookie's, and every answer says which", async () => {
    for (const [headers, unitId] of [
      [{ "X-Active-OU-ID": ours }, ours],
      [{ Cookie: `activeOu=${theirs}` }, theirs],
      [{ "X-Active-OU-ID": ours, Cookie: `activeOu=${theirs}` }, ours],
    ] as [Headers, string][]) {
      const answer = await ask(asAdmin(headers));
      expect(answer).toMatchObject({ status: 200, body: { unitId, role: "admin", word: "x" } });
      expect(answer.headers["X-Active-OU-ID"]).toBe(unitId);
    }
  });

  test("is a service account's own, whatever a cookie says; a header may only repeat it", async () => {
    for (const more of [{}, { "X-Active-OU-ID": ours }, { Cookie: `activeOu=${theirs}` }] as Headers[]) {
      const answer = await ask({ Authorization: basic, ...more });
      expect(answer).toMatchObject({ status: 200, body: { kind: "service_account", unitId: ours, role: "editor" } });
    }
    const elsewhere = await ask({ Authorization: basic, "X-Active-OU-ID": theirs });
    expect(elsewhere).toMatchObject({ status: 403, code: "org_unit_access_required" });
  });

  test("is required, and one without access is refused alike whether it exists or not", async () => {
    expect(await ask(asAdmin())).toMatchObject({ status: 400, code: "active_ou_required" });
    for (const id of [foreign, "unit_0", "constructor", "' or 1=1"]) {
      const answer = await ask(asAdmin({ "X-Active-OU-ID": id }));
      expect(answer, id).toMatchObject({ status: 403, code: "org_unit_access_required" });
      expect(answer.headers).not.toHaveProperty("X-Active-OU-ID");
    }
  });
});

test("refusals come in the contract's order, with the OU's header once it is resolved", async () => {
  const selection = { "X-Active-OU-ID": ours };
  for (const [expected, headers, raw] of [
    [{ status: 400, code: "malformed_body" }, asAdmin(selection), "{"],
    [{ status: 400, code: "malformed_body" }, asAdmin({ "X-Active-OU-ID": foreign }), "{"],
    [{ status: 400, code: "malformed_body" }, asAdmin(), "{"],
    [{ status: 403, code: "org_unit_access_required" }, asAdmin({ "X-Active-OU-ID": foreign }), "{}"],
    [{ status: 400, code: "active_ou_required" }, asAdmin(), "{}"],
    [{ status: 400, code: "invalid_content" }, asAdmin(selection), "{}"],
  ] as [object, Headers, string][]) {
    const answer = await ask(headers, raw);
    expect(answer).toMatchObject(expected);
    expect(answer.headers["X-Active-OU-ID"]).toBe(headers["X-Active-OU-ID"] === ours ? ours : undefined);
  }
});

test("the role in the OU decides before the content is looked at", async () => {
  const viewer = await addMember(org, { role: "editor", units: { [ours]: "viewer" } });
  const { token } = (await createToken(viewer, { name: "Test" })).parse();
  const answer = await ask({ Authorization: `Bearer ${token}`, "X-Active-OU-ID": ours }, "{}");
  expect(answer).toMatchObject({ status: 403, code: "forbidden" });
  expect(answer.headers["X-Active-OU-ID"]).toBe(ours);
});

describe("a scope that the credential lacks", () => {
  const reader = async () =>
    (await createToken(org.admin, { name: "Reader", scopes: ["read", "ingest"] })).parse().token;

  test("is refused with the scope to ask for, before the OU, the role and the content", async () => {
    const Authorization = `Bearer ${await reader()}`;
    const viewer = await addMember(org, { units: { [ours]: "viewer" } });
    const { token } = (await createToken(viewer, { name: "Reader", scopes: ["read"] })).parse();
    for (const headers of [
      { Authorization, "X-Active-OU-ID": ours },
      { Authorization, "X-Active-OU-ID": foreign },
      { Authorization },
      { Authorization: `Bearer ${token}`, "X-Active-OU-ID": ours },
    ] as Headers[]) {
      const answer = await ask(headers, "{}");
      expect(answer).toMatchObject({ status: 403, code: "insufficient_scope" });
      expect(answer.headers["WWW-Authenticate"]).toBe('Bearer error="insufficient_scope", scope="write"');
    }
    expect(await ask({ Authorization }, '"x"', membersOnly)).toMatchObject({ status: 200 });
  });

  test("is looked at after a body that cannot be read", async () => {
    const headers = { Authorization: `Bearer ${await reader()}`, "X-Active-OU-ID": ours };
    expect(await ask(headers, "{")).toMatchObject({ status: 400, code: "malformed_body" });
  });
});

test("a token of one OU works in it, and is refused by what concerns the whole organization", async () => {
  const Authorization = `Bearer ${(await createToken(org.admin, { name: "Ours", unit_id: ours })).parse().token}`;
  for (const more of [{}, { "X-Active-OU-ID": ours }] as Headers[]) {
    const answer = await ask({ Authorization, ...more });
    expect(answer).toMatchObject({ status: 200, body: { unitId: ours, role: "admin" } });
    expect(answer.headers["X-Active-OU-ID"]).toBe(ours);
  }
  for (const more of [{ "X-Active-OU-ID": theirs }, { Cookie: `activeOu=${theirs}` }] as Headers[]) {
    expect(await ask({ Authorization, ...more })).toMatchObject({ status: 403, code: "org_unit_access_required" });
  }
  const refused = await ask({ Authorization }, "", membersOnly);
  expect(refused).toMatchObject({
    status: 403,
    code: "forbidden",
    body: { detail: expect.stringMatching(/limited to one/) },
  });
});

describe("a credential that is none", () => {
  const both = 'Bearer, Basic realm="LeadVibe", charset="UTF-8"';
  test.each([
    ["", both],
    ["Basic", both],
    ["Basic !!!", both],
    [`Basic ${Buffer.from("no colon").toString("base64")}`, both],
    [`Basic ${Buffer.from(":").toString("base64")}`, both],
    [`Basic ${Buffer.from(`lv_ci_${"x".repeat(24)}:lv_cs_${"x".repeat(36)}`).toString("base64")}`, both],
  ])("%j is challenged", async (authorization, challenge) => {
    const answer = await ask(authorization ? { Authorization: authorization } : {});
    expect(answer).toMatchObject({ status: 401, code: "unauthorized" });
    expect(answer.headers["WWW-Authenticate"]).toBe(challenge);
  });

  test.each<Headers>([{ Cookie: "activeOu=unit_1" }, { "Sec-Fetch-Site": "same-origin" }])(
    "opens no dialog in a browser: %j",
    async (headers) => {
      const answer = await ask(headers);
      expect(answer.headers["WWW-Authenticate"]).toBe("Bearer");
    },
  );
});

test("a service account is refused where the organization's members are meant", async () => {
  expect(await ask({ Authorization: basic }, "", membersOnly)).toMatchObject({ status: 403, code: "forbidden" });
});

describe("a write that is sent before anyone knows who asks", () => {
  const written = async () => (await owner()`select name from rulesets where unit_id = ${ours}`).map((row) => row.name);
  const send = (headers: Headers, word?: string) =>
    ask({ "X-Active-OU-ID": ours, ...headers }, word && JSON.stringify({ word }), writeAhead);

  test("stays if the policy allows it, and is undone if not", async () => {
    expect(await send({ Authorization: basic }, "editor's")).toMatchObject({ status: 403, code: "forbidden" });
    expect(await send(asAdmin(), "admin's")).toMatchObject({ status: 200, body: { word: "admin's" } });
    expect(await written()).toEqual(["admin's"]);
  });

  test("is refused in the same order as any, and leaves its connection usable", async () => {
    const unreadable = { "Content-Type": "text/plain" };
    for (const [headers, status] of [
      [{ Authorization: "Bearer nobody's" }, 401],
      [asAdmin({ "X-Active-OU-ID": foreign }), 403],
      [{ Authorization: basic, ...unreadable }, 415],
      [{ Authorization: basic }, 403],
      [asAdmin(), 400],
    ] as [Headers, number][]) {
      expect(await ask({ "X-Active-OU-ID": ours, ...headers }, '{"word":1}', writeAhead)).toMatchObject({ status });
      expect(await send({ ...headers, "Content-Type": "application/json" }, "again")).toMatchObject({
        status: status === 400 ? 200 : status === 415 ? 403 : status,
      });
    }
    expect(await written()).toEqual(["admin's", "again"]);
  });
});
