import { beforeAll, beforeEach, expect, test } from "vitest";
import { createApiListener } from "@/server/api-host";
import { serve } from "@/testing/bounded-server";
import { addPeople } from "@/testing/members";
import { addServiceAccount, makeOrganization, type TestOrganization } from "@/testing/organization";
import { type Client, createClient, LeadVibeError } from "./client.js";

let org: TestOrganization;
let baseUrl: string;
let client: Client;
let people: string[];

beforeAll(async () => {
  org = await makeOrganization();
  people = await addPeople(
    org,
    Array.from({ length: 4 }, (_, index) => ({ first: `P${index}`, last: "Q", role: "editor" as const })),
  );
});

beforeEach(async () => {
  const answer = createApiListener();
  baseUrl = `http://127.0.0.1:${await serve((request, response) => void answer(request, response))}`;
  client = createClient({ baseUrl, token: org.token });
});

test("a list is read page by page, and its filters hold on every page", async () => {
  const query = { limit: 3, role: "editor", sort: "name" } as const;
  const sizes = [];
  for await (const page of client.pages("/members", { params: { query } })) sizes.push(page.length);
  expect(sizes).toEqual([3, 1]);
  const names = [];
  for await (const member of client.each("/members", { params: { query } })) names.push(member.first_name);
  expect(names).toEqual(["P0", "P1", "P2", "P3"]);
});

test("so is a list inside an object, with a filter that repeats, in the OU of the client", async () => {
  const inUnit = client.inUnit(org.unitId);
  const body = Array.from({ length: 5 }, (_, index) => ({
    event_type: "seen",
    aliases: [{ alias_kind: "email" as const, raw_value: `p${index}@pages.test` }],
  }));
  await inUnit.POST("/ingest", { body });
  const leads = [];
  for await (const { lead_id } of inUnit.each("/leads", { params: { query: { limit: 2 } } })) leads.push(lead_id);
  expect(new Set(leads).size).toBe(5);
  const grant = { op: "grant", unit_id: org.unitId, role: "editor" } as const;
  await client.POST("/access-changes", {
    body: { changes: people.map((org_member_id) => ({ ...grant, org_member_id })) },
  });
  const params = { path: { id: org.unitId }, query: { limit: 1, role: ["admin" as const, "editor" as const] } };
  const access = [];
  for await (const { role } of client.each("/org-units/{id}/access", { params })) access.push(role);
  expect(access).toEqual(["admin", "editor", "editor", "editor", "editor"]);
});

test("a version is answered with 304, and a stale one with what is current", async () => {
  const params = { path: { id: org.admin.memberId } };
  const { data: member, response } = await client.GET("/members/{id}", { params });
  const version = response.headers.get("ETag") ?? "";
  const same = await client.GET("/members/{id}", { params: { ...params, header: { "If-None-Match": version } } });
  expect([same.response.status, same.data]).toEqual([304, undefined]);
  const { first_name, last_name, email, role } = member;
  const header = { "If-Match": '"0000000000000000"' };
  const body = { first_name, last_name, email, role };
  const refusal = await client.PUT("/members/{id}", { params: { ...params, header }, body }).catch((error) => error);
  expect(refusal).toBeInstanceOf(LeadVibeError);
  expect(refusal).toMatchObject({ code: "precondition_failed", problem: { current: { first_name: "Ada" } } });
});

test("a file is its text, and an answer without a body has no data", async () => {
  const { data } = await client.GET("/members/export", { params: { query: { format: "csv" } } });
  expect(data).toContain(org.email);
  const { data: unit } = await client.POST("/org-units", { body: { name: "Short-lived" } });
  const params = { path: { id: unit.unit_id, org_member_id: org.admin.memberId } };
  const refusal = await client
    .DELETE("/org-units/{id}/memberships/{org_member_id}", { params })
    .catch((error) => error);
  expect(refusal).toMatchObject({ status: 404, code: "membership_not_found", faults: [] });
  expect((await client.POST("/org-units/active", { body: { ouId: unit.unit_id } })).data).toBeUndefined();
});

test("a service account works in its own OU", async () => {
  const { clientId, clientSecret } = await addServiceAccount(org, org.unitId);
  const program = createClient({ baseUrl, clientId, clientSecret });
  expect((await program.GET("/leads")).data.limit).toBe(25);
  await expect(program.GET("/members")).rejects.toMatchObject({ status: 403 });
});

/** Never called: the compiler looks at it with everything else. */
export function refusedByTheCompiler(some: Client): unknown[] {
  return [
    // @ts-expect-error There is no such path.
    some.GET("/nowhere"),
    // @ts-expect-error The path has no such method.
    some.DELETE("/members"),
    // @ts-expect-error The body lacks the name.
    some.POST("/org-units", { body: {} }),
    // @ts-expect-error The ID is missing.
    some.GET("/members/{id}"),
    // @ts-expect-error There is no such role.
    some.GET("/members", { params: { query: { role: "owner" } } }),
    // @ts-expect-error It has no pages.
    some.each("/me"),
    // @ts-expect-error A member has no such field.
    some.GET("/me").then(({ data }) => data.nickname),
  ];
}
