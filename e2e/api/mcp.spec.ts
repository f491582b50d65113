import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { countRows, seedMember, seedOrganization, seedToken, seedUnit } from "@/e2e/seed";
import { signedIn } from "@/e2e/session";

// The protocol with its own client, through both hosts. hosts.spec.ts calls every tool as every kind of member.

async function connect(url: string, token: string): Promise<Client> {
  const client = new Client({ name: "e2e", version: "1" });
  const requestInit = { headers: { Authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", url), { requestInit }));
  return client;
}

/** Calls a tool; gives the JSON of its answer, and whether that is a refusal. */
async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return { isError, json: JSON.parse(first?.text ?? "null") };
}

for (const host of ["api", "next"] as const) {
  test(`an MCP client lists and calls tools at the ${host} host`, async ({ urls, org }) => {
    const [unit, foreign] = [await seedUnit(org.org_id, "EMEA Sales"), await seedOrganization("Other")];
    const client = await connect(urls[host], org.admin.token);
    const names = async (of: Client) => (await of.listTools()).tools.map(({ name }) => name);
    expect(await names(client)).toEqual(expect.arrayContaining(["listMembers", "changeAccess", "createLead"]));

    const { org_member_id } = await seedMember(org.org_id, "viewer");
    const changes = [{ op: "grant", org_member_id, unit_id: unit.unit_id, role: "viewer" }];
    const before = await countRows("ou_memberships", org.org_id);
    expect((await call(client, "changeAccess", { body: { changes } })).json).toMatchObject({ id: null });
    expect(await countRows("ou_memberships", org.org_id)).toBe(before);
    await call(client, "changeAccess", { body: { changes, dry_run: false } });
    expect(await countRows("ou_memberships", org.org_id)).toBe(before + 1);

    const elsewhere = await call(client, "getOrgUnit", { id: foreign.defaultUnit.unit_id });
    expect(elsewhere).toMatchObject({ isError: true, json: { code: "org_unit_not_found" } });
    const bad = await call(client, "createOrgUnit", { body: { name: 7 } });
    expect(bad).toMatchObject({ isError: true, json: { errors: [{ pointer: "/name" }] } });

    const reader = await seedToken(org.org_id, org.admin.org_member_id, { scopes: ["read"] });
    const asReader = await connect(urls[host], reader);
    expect(await names(asReader)).not.toContain("createOrgUnit");
    const refused = await call(asReader, "createOrgUnit", { body: { name: "Never" } });
    expect(refused).toMatchObject({ isError: true, json: { code: "insufficient_scope" } });
    await expect(connect(urls[host], "nonsense")).rejects.toThrow();
  });

  test(`what is no message of a known sender is refused at the ${host} host`, async ({ urls, org, contract }) => {
    const ask = (method: string, headers: Record<string, string>, body?: string) =>
      fetch(`${urls[host]}/mcp`, { method, headers, ...(body === undefined ? {} : { body }) });
    const json = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
    const known = { ...json, Authorization: `Bearer ${org.admin.token}` };
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    const nobody = await ask("POST", json, ping);
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get("www-authenticate")).toMatch(
      /^Bearer resource_metadata="http.*\/\.well-known\/oauth-protected-resource\/mcp"$/,
    );
    const session = await signedIn(new ApiClient(urls[host], contract), org.admin);
    expect((await fetch(`${urls[host]}/me`, { headers: session })).status).toBe(200);
    expect((await ask("POST", { ...json, ...session }, ping)).status).toBe(401);
    expect((await ask("POST", { ...known, Origin: "https://evil.test" }, ping)).status).toBe(403);
    expect((await ask("POST", known, `[${ping}]`)).status).toBe(400);
    expect((await ask("POST", known, ping.padEnd(1_000_001))).status).toBe(413);
    const answer = await ask("POST", known, ping);
    expect([answer.status, answer.headers.get("ratelimit")]).toEqual([
      200,
      expect.stringMatching(/^"credential-reads";/),
    ]);
    for (const method of ["GET", "DELETE"]) {
      const { status, headers } = await ask(method, known);
      expect([status, headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    }
  });
}
