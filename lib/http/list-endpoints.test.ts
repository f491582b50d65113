import { beforeAll, expect, test } from "vitest";
import * as memberRoute from "@/app/(api)/members/[id]/route";
import * as exportRoute from "@/app/(api)/members/export/route";
import * as membersRoute from "@/app/(api)/members/route";
import { openApiDocument } from "@/app/(api)/openapi-document";
import * as orgUnitsRoute from "@/app/(api)/org-units/route";
import { addPeople } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import type { Handler } from "./answer";

let org: TestOrganization;
const routes: Record<string, Handler> = {
  "/members": membersRoute.GET,
  "/members/export": exportRoute.GET,
  "/org-units": orgUnitsRoute.GET,
};

beforeAll(async () => {
  org = await makeOrganization();
  await addPeople(
    org,
    Array.from({ length: 120 }, (_, index) => ({ first: `Ada ${index % 9}`, last: "Ö", role: "editor" as const })),
  );
  for (const name of ["EMEA", "APAC", "Americas"]) await addUnit(org, name);
});

function get(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost${path}`, {
    headers: { Authorization: `Bearer ${org.token}` },
    ...init,
  });
  const handler = routes[path.split("?")[0] ?? ""] ?? memberRoute.GET;
  return handler(request, { params: Promise.resolve({ id: org.admin.memberId }) });
}

async function faultsOf(path: string): Promise<Record<string, string>> {
  const response = await get(path);
  const problem = await response.json();
  expect([path, response.status, problem.code]).toEqual([path, 400, "invalid_content"]);
  return Object.fromEntries(problem.errors.map((fault: Record<string, string>) => [fault.pointer, fault.detail]));
}

function linksOf(response: Response): Record<string, string> {
  const links = (response.headers.get("link") ?? "").matchAll(/<([^>]+)>; rel="(\w+)"/g);
  return Object.fromEntries([...links].map(([, target, relation]) => [relation, target]));
}

test("without query parameters the answer is the whole bare array, without a page's headers", async () => {
  for (const [path, length] of [
    ["/members", 121],
    ["/members?", 121],
    ["/org-units", 4],
  ] as const) {
    const response = await get(path);
    expect(await response.json()).toHaveLength(length);
    expect([response.headers.get("link"), response.headers.get("x-total-count")]).toEqual([null, null]);
  }
});

test("the links lead through every page, with the filters, in both directions", async () => {
  const seen: string[] = [];
  let path = "/members?limit=25&role=editor&search=%C3%B6&sort=-name";
  for (let response = await get(path); ; response = await get(path)) {
    expect(response.headers.get("x-total-count")).toBe("120");
    seen.push(...(await response.json()).map((member: { org_member_id: string }) => member.org_member_id));
    const links = linksOf(response);
    expect(links.first).toBe("/members?limit=25&search=%C3%B6&role=editor&sort=-name");
    if (!links.next) {
      const back = await get(links.prev ?? "");
      expect((await back.json())[0].org_member_id).toBe(seen[75]);
      break;
    }
    path = links.next;
  }
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
});

test("a cursor alone means pages of 50, filters alone the whole filtered list", async () => {
  const first = await get("/members?limit=1");
  const cursor = new URL(linksOf(first).next ?? "", "http://localhost").searchParams.get("cursor");
  const second = await get(`/members?cursor=${cursor}`);
  expect(await second.json()).toHaveLength(50);
  expect(linksOf(second).first).toBe("/members?limit=50");
  const filtered = await get("/members?role=editor");
  expect(await filtered.json()).toHaveLength(120);
  expect([filtered.headers.get("link"), filtered.headers.get("x-total-count")]).toEqual([null, "120"]);
});

test("org units are searched and paged the same way", async () => {
  expect((await (await get("/org-units?search=e")).json()).map((unit: { name: string }) => unit.name)).toEqual([
    "Default",
    "Americas",
    "EMEA",
  ]);
  const page = await get("/org-units?limit=3");
  expect(await page.json()).toHaveLength(3);
  const last = await get(linksOf(page).next ?? "");
  expect((await last.json()).map((unit: { name: string }) => unit.name)).toEqual(["EMEA"]);
  expect(Object.keys(linksOf(last))).toEqual(["first", "prev"]);
  expect(last.headers.get("x-total-count")).toBe("4");
});

test("all bad parameters are reported at once", async () => {
  const bad = "limit=0&cursor=%2F&role=owner&sort=age&unit_id=&page=2&__proto__=x&a%2Fb~=1";
  expect(Object.keys(await faultsOf(`/members?${bad}`)).sort()).toEqual(
    ["/limit", "/cursor", "/role", "/sort", "/unit_id", "/page", "/__proto__", "/a~1b~0"].sort(),
  );
  for (const limit of ["", "-1", "201", "1.5", "1e2", "0x10", "01", " 5", "９"]) {
    expect(Object.keys(await faultsOf(`/members?limit=${encodeURIComponent(limit)}`))).toEqual(["/limit"]);
  }
  expect(await faultsOf("/members?search=%00")).toHaveProperty("/search");
  expect(await faultsOf(`/members?search=${"x".repeat(101)}`)).toHaveProperty("/search");
  expect(await faultsOf("/members?limit=1&limit=2")).toEqual({ "/limit": "must be given once" });
  expect(await faultsOf("/members?search=%ff")).toEqual({ "/search": "must be percent-encoded UTF-8" });
  expect(await faultsOf("/members?search=%zz")).toEqual({ "/search": "must be percent-encoded UTF-8" });
  expect(await faultsOf("/org-units?sort=name")).toEqual({ "/sort": "is not a documented field" });
  expect(await faultsOf("/members/export?limit=5&format=xls")).toHaveProperty("/format");
  expect(await faultsOf("/org-units?cursor=abc")).toEqual({ "/cursor": "is not a cursor of this list" });
});

test("an endpoint without a declared query ignores the query string", async () => {
  expect((await get("/members/x?limit=0&foo=%zz")).status).toBe(200);
});

test("a forbidden caller is refused before their query is validated, an unknown OU after", async () => {
  expect((await get("/members?limit=0", { headers: {} })).status).toBe(401);
  expect((await get("/members?unit_id=unit_never&limit=0")).status).toBe(400);
  const unknown = await get("/members?unit_id=unit_never&limit=1");
  expect([unknown.status, (await unknown.json()).code]).toEqual([404, "org_unit_not_found"]);
});

test("an export is a named file, as CSV or JSON, and empty for HEAD", async () => {
  const csv = await get("/members/export?role=editor&sort=name");
  expect(csv.headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="members-\d{4}-\d\d-\d\d\.csv"$/);
  expect((await csv.text()).split("\r\n")).toHaveLength(122);
  const json = await get("/members/export?format=json");
  expect(json.headers.get("content-type")).toBe("application/json");
  expect(json.headers.get("content-disposition")).toMatch(/\.json"$/);
  expect(await json.json()).toEqual(await (await get("/members")).json());
  const head = await get("/members/export", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const unknown = await get("/members/export?unit_id=unit_never");
  expect([unknown.status, unknown.headers.get("content-disposition")]).toEqual([404, null]);
});

test("the document shows the parameters, the headers and the file's types", () => {
  const paths = JSON.parse(JSON.stringify(openApiDocument().paths));
  const named = (path: string) =>
    paths[path].get.parameters.map((parameter: { in: string; name: string }) => `${parameter.in} ${parameter.name}`);
  expect(named("/members").sort()).toEqual(
    ["cursor", "expiring", "limit", "role", "search", "sort", "status", "unit_id"].map((name) => `query ${name}`),
  );
  expect(named("/org-units").sort()).toEqual(
    ["cursor", "group", "limit", "search", "updated_since", "without_admin"].map((name) => `query ${name}`),
  );
  const { responses } = paths["/members"].get;
  expect(Object.keys(responses["200"].headers)).toEqual(["X-Total-Count", "Link"]);
  expect(Object.keys(responses["400"].content["application/problem+json"].examples)).toContain("invalid_content");
  const limit = paths["/members"].get.parameters.find((one: { name: string }) => one.name === "limit");
  expect(limit).toMatchObject({ schema: { type: "integer", minimum: 1, maximum: 200 } });
  expect(limit.required ?? false).toBe(false);
  const file = paths["/members/export"].get.responses["200"];
  expect(Object.keys(file.content)).toEqual(["application/json", "text/csv"]);
  expect(file.headers["Content-Disposition"].required).toBe(true);
});
