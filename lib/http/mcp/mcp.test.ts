import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { beforeAll, describe, expect, test } from "vitest";
import { openApiDocument } from "@/app/(api)/openapi-document";
import * as tokensOperations from "@/domain/tokens/operations";
import type { Scope } from "@/lib/scopes";
import { createApiListener } from "@/server/api-host";
import { serve } from "@/testing/bounded-server";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";

const { createToken } = asRequests(tokensOperations);
const listener = createApiListener();

let org: TestOrganization;
let other: TestOrganization;
let unitId: string;
beforeAll(async () => {
  [org, other] = [await makeOrganization(), await makeOrganization("Other")];
  unitId = await addUnit(org, "EMEA");
});

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const asAdmin = () => bearer(org.token);

const host = () => serve((request, response) => void listener(request, response));

type Era = "legacy" | "auto";
async function connect(headers: Record<string, string>, query = "", mode: Era = "legacy") {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  const url = new URL(`http://127.0.0.1:${await host()}/mcp${query}`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

const toolsOf = async (client: Client) => (await client.listTools()).tools;
const namesOf = async (client: Client) => (await toolsOf(client)).map(({ name }) => name);

type Answered = { isError?: boolean; content: { text: string }[] };
/** The JSON and the note of a tool's answer; a problem if it is an error. */
async function call(client: Client, name: string, args: object = {}) {
  const answer = await client.callTool({ name, arguments: args as Record<string, unknown> });
  const { isError = false, content } = answer as unknown as Answered;
  const note = content.at(-1)?.text ?? "";
  return { isError, json: content.length > 1 ? JSON.parse(content[0]?.text ?? "") : undefined, note };
}

async function post(headers: Record<string, string>, body: string, query = "") {
  const sent = { "Content-Type": "application/json", Accept: "application/json, text/event-stream", ...headers };
  return fetch(`http://127.0.0.1:${await host()}/mcp${query}`, { method: "POST", headers: sent, body });
}
const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

const tokenWith = async (limits: { scopes?: Scope[]; unit_id?: string }) =>
  bearer((await createToken(org.admin, { name: "MCP", ...limits })).parse().token as string);

describe("the list of tools", () => {
  test("has one for each operation that needs a credential, named by its ID", async () => {
    const operations = Object.values(openApiDocument().paths ?? {}).flatMap((methods) => Object.values(methods));
    const guarded = operations.filter(({ security }) => security.length > 0).map(({ operationId }) => operationId);
    const forBrowsers = ["setActiveOrgUnit", "reauthenticate"];
    const names = await namesOf(await connect(asAdmin()));
    expect(names).toEqual(guarded.filter((id) => !forBrowsers.includes(id)));
  });

  test("says of each what it takes, also where the document refers to a schema", async () => {
    const tools = await toolsOf(await connect(asAdmin()));
    expect(JSON.stringify(tools)).not.toContain("$ref");
    const update = tools.find(({ name }) => name === "updateLead");
    const { properties = {}, required } = update?.inputSchema ?? {};
    expect(Object.keys(properties)).toEqual(["leadID", "unit_id", "if_match", "idempotency_key", "body"]);
    expect(required).toEqual(["leadID", "body"]);
    expect(properties.body).toMatchObject({ type: "object", properties: { aliases: {} } });
  });

  test("a token gets those of its scopes and of its OU, and a service account those for programs", async () => {
    const all = await toolsOf(await connect(asAdmin()));
    const reading = await toolsOf(await connect(await tokenWith({ scopes: ["read"] })));
    expect(reading.map(({ name }) => name)).toEqual(
      all.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name),
    );
    const inUnit = await namesOf(await connect(await tokenWith({ unit_id: unitId })));
    expect(inUnit).toEqual(expect.arrayContaining(["listLeads", "grantOuMembership"]));
    expect(inUnit).not.toEqual(expect.arrayContaining(["listMembers"]));
    const { clientId, clientSecret } = await addServiceAccount(org, unitId);
    const program = await namesOf(await connect({ Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` }));
    expect(program).toEqual(expect.arrayContaining(["ingest", "createLead"]));
    expect(program).not.toEqual(expect.arrayContaining(["listOrgUnits"]));
  });

  test("is limited to toolsets, if some are asked for", async () => {
    const client = await connect(asAdmin(), "?toolsets=organization,org-units");
    const names = await namesOf(client);
    expect(names).toEqual(expect.arrayContaining(["getOrganization", "listOrgUnits", "listOuMemberships"]));
    expect(names).not.toContain("listMembers");
    await expect(call(client, "listMembers")).rejects.toThrow("There is no tool listMembers");
    const refused = await post(asAdmin(), PING, "?toolsets=people");
    expect(await refused.json()).toMatchObject({ status: 400, errors: [{ pointer: "/toolsets" }] });
  });
});

describe("a message", () => {
  test("needs a credential in its header, and a refusal says where to read about it", async () => {
    for (const headers of [{ Cookie: `activeOu=${unitId}` }, bearer("nonsense")]) {
      const { status, headers: told } = await post(headers, PING);
      expect(status).toBe(401);
      const [, metadata = ""] = /^Bearer resource_metadata="([^"]+)"$/.exec(told.get("www-authenticate") ?? "") ?? [];
      const answer = await fetch(`http://127.0.0.1:${await host()}${new URL(metadata).pathname}`);
      expect(await answer.json()).toMatchObject({ resource: new URL("/mcp", metadata).href });
    }
  });

  test.each([
    ["a page of another site", { Origin: "https://elsewhere.example" }, PING, 403, "origin_refused"],
    ["a batch", {}, `[${PING},${PING}]`, 400, "invalid_content"],
    ["text that is not JSON", {}, "{", 400, "malformed_body"],
    ["a body beyond 1 MB", {}, JSON.stringify("x".repeat(1_000_000)), 413, "body_too_large"],
    ["a form", { "Content-Type": "text/plain" }, PING, 415, "unsupported_media_type"],
  ])("%s is refused as by the API", async (_what, headers, body, status, code) => {
    const answer = await post({ ...asAdmin(), ...headers }, body);
    expect(await answer.json()).toMatchObject({ status, code });
  });

  test("may be of the protocol of 2025 or of 2026", async () => {
    for (const [era, version] of [
      ["legacy", /^2025-/],
      ["auto", /^2026-/],
    ] as const) {
      const client = await connect(asAdmin(), "", era);
      expect(client.getNegotiatedProtocolVersion()).toMatch(version);
      expect((await call(client, "getOrganization")).json).toMatchObject({ org_id: org.orgId });
    }
  });

  test("is only ever a POST", async () => {
    for (const method of ["GET", "DELETE"]) {
      const answer = await fetch(`http://127.0.0.1:${await host()}/mcp`, { method, headers: asAdmin() });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    }
  });
});

describe("a call", () => {
  test("is the operation, with its refusals as errors", async () => {
    const client = await connect(asAdmin());
    const made = await call(client, "createOrgUnit", { body: { name: "Made by a tool" } });
    expect(made).toMatchObject({ isError: false, json: { name: "Made by a tool" } });
    expect(made.note).toMatch(/^HTTP 201\nLocation: \/org-units\/unit_\w+\nETag: "\w+"$/);
    expect((await call(client, "listOrgUnits", { limit: 1 })).note).toMatch(/Link: .*rel="next"\nX-Total-Count: 3/);
    const id = made.json.unit_id;
    expect(
      (await call(client, "updateOrgUnit", { id, if_match: '"other"', body: { name: "Renamed" } })).json,
    ).toMatchObject({ status: 412, code: "precondition_failed", current: { name: "Made by a tool" } });
    for (const unknown of [other.unitId, "unit_none"]) {
      const refused = await call(client, "getOrgUnit", { id: unknown });
      expect(refused).toMatchObject({ isError: true, json: { status: 404, code: "org_unit_not_found" } });
    }
  });

  test("needs the scope and the right that the operation needs, whether or not it was listed", async () => {
    const reader = await connect(await tokenWith({ scopes: ["read"] }));
    const lacking = await call(reader, "createOrgUnit", { body: { name: "Never" } });
    expect(lacking).toMatchObject({ isError: true, json: { status: 403, code: "insufficient_scope" } });
    const viewer = await addMember(org, { units: { [unitId]: "viewer" } });
    const token = (await createToken(viewer, { name: "MCP" })).parse().token as string;
    const asViewer = await connect(bearer(token));
    const refused = await call(asViewer, "createRuleset", { unit_id: unitId, body: { name: "A", kind: "engagement" } });
    expect(refused).toMatchObject({ isError: true, json: { status: 403, code: "forbidden" } });
  });

  test("works in the OU that its argument names, and in none without it", async () => {
    const client = await connect({ ...asAdmin(), Cookie: `activeOu=${unitId}`, "X-Active-OU-ID": unitId });
    expect((await call(client, "listLeads")).json).toMatchObject({ code: "active_ou_required" });
    expect((await call(client, "listLeads", { unit_id: unitId })).json).toMatchObject({ leads: [] });
    const elsewhere = await call(client, "listLeads", { unit_id: other.unitId });
    expect(elsewhere.json).toMatchObject({ status: 403, code: "org_unit_access_required" });
  });

  test("of an access change is a dry run, unless it says otherwise", async () => {
    const client = await connect(asAdmin());
    const { memberId } = await addMember(org);
    const changes = [{ op: "grant", org_member_id: memberId, unit_id: unitId, role: "viewer" }];
    const granted = () => owner()`select from ou_memberships where org_member_id = ${memberId}`;
    const seen = await call(client, "changeAccess", { body: { changes } });
    expect(seen).toMatchObject({ isError: false, json: { id: null, items: [{ effect: "changed" }] } });
    expect(seen.note).toContain("This was a dry run: nothing has changed.");
    expect(await granted()).toHaveLength(0);
    const done = await call(client, "changeAccess", { body: { changes, dry_run: false } });
    expect(done.note).not.toContain("dry run");
    expect(done.json).toMatchObject({ id: expect.stringMatching(/^chg_/), items: [{ effect: "changed" }] });
    expect(await granted()).toHaveLength(1);
    const { note } = await call(client, "closeAccessReview", { id: "rev_none" });
    expect(note).toBe("HTTP 404");
  });

  test("is done once for one key", async () => {
    const client = await connect(asAdmin());
    const args = { idempotency_key: "once", body: { name: "Once" } };
    const [first, second] = [await call(client, "createOrgUnit", args), await call(client, "createOrgUnit", args)];
    expect(second.json).toEqual(first.json);
    expect(second.note).toContain("Idempotency-Replayed: true");
  });

  test.each([
    ["a missing body", {}, "/body"],
    ["an unknown argument", { body: { name: "A" }, nmae: "B" }, "/nmae"],
    ["a field of the wrong type", { body: { name: 7 } }, "/name"],
    ["a field named __proto__", { body: JSON.parse('{"name":"A","__proto__":{}}') }, "/__proto__"],
    ["half a pair in a header", { body: { name: "A" }, idempotency_key: "\ud800" }, "/idempotency_key"],
  ])("with %s is refused with a pointer", async (_what, args, pointer) => {
    const refused = await call(await connect(asAdmin()), "createOrgUnit", args);
    expect(refused).toMatchObject({ isError: true, json: { status: 400, errors: [{ pointer }] } });
  });

  test("keeps every number to its last digit or refuses it", async () => {
    const line = (number: string) =>
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ingest","arguments":{"unit_id":"${unitId}","body":{"event_type":"visit","aliases":[{"alias_kind":"cookie","raw_value":"c1"}],"metadata":{"n":${number}}}}}}`;
    expect(await (await post(asAdmin(), line("12345678901234567890"))).text()).toContain("last digit");
    expect(await (await post(asAdmin(), line("1234567890"))).text()).not.toContain("isError");
  });

  test("whose answer is too long says so", async () => {
    await owner()`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash)
      select ${other.orgId}, 'mem_' || n, 'Ann', 'Example', n || '@many.example', n || '@many.example', 'viewer', '!'
        from generate_series(1, 2000) n`;
    const client = await connect(bearer(other.token));
    expect(await call(client, "listMembers")).toMatchObject({
      isError: true,
      note: expect.stringContaining("Ask for less"),
    });
    expect((await call(client, "listMembers", { limit: 3 })).json).toHaveLength(3);
  });

  test("holds no connection while it waits for another", async () => {
    const client = await connect(asAdmin());
    const answers = await Promise.all(Array.from({ length: 40 }, () => call(client, "getMe")));
    expect(answers.filter(({ isError }) => isError)).toEqual([]);
  });
});
