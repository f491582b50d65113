import { beforeAll, expect, test } from "vitest";
import { currentDocument } from "@/app/(api)/openapi-document";
import { provideEnv } from "@/lib/env";
import { crossOriginHeaders } from "./cors";

const app = "https://app.example.com";
const bearer = { Authorization: "Bearer lv_pat_x" };
const preflight = {
  "Access-Control-Request-Method": "PUT",
  "Access-Control-Request-Headers": "authorization,if-match",
};

function headersFor(headers: Record<string, string>, method = "GET"): Record<string, string> {
  return crossOriginHeaders(new Request("http://localhost/me", { method, headers: { Origin: app, ...headers } }));
}

beforeAll(() => provideEnv({ CORS_ORIGINS: `https://other.example.com, ${app}`, RATE_LIMITS: "on" }));

test("a page of an allowed origin may read answers to a token, and may ask for it first", () => {
  expect(headersFor(bearer)).toMatchObject({ Vary: "Origin", "Access-Control-Allow-Origin": app });
  const allowed = headersFor(preflight, "OPTIONS");
  expect(allowed["Access-Control-Allow-Origin"]).toBe(app);
  expect(allowed["Access-Control-Allow-Methods"]).toContain("PUT");
  for (const each of [headersFor(bearer), allowed]) expect(each).not.toHaveProperty("Access-Control-Allow-Credentials");
});

test.each([
  ["a foreign origin", { ...bearer, Origin: "https://app.example.com.evil.example" }],
  ["an origin with another scheme", { ...bearer, Origin: "http://app.example.com" }],
  ["a page without an origin", { ...bearer, Origin: "null" }],
  ["a request without a token", {}],
  ["a service account", { Authorization: "Basic bHZfY2k6bHZfY3M=" }],
])("%s gets nothing", (_who, headers) => {
  expect(headersFor(headers)).toEqual({ Vary: "Origin" });
});

test("a request with a cookie gets nothing, even with a token", () => {
  const headers = new Map(Object.entries({ origin: app, authorization: "Bearer lv_pat_x", cookie: "activeOu=unit_1" }));
  const asked = { get: (name: string) => headers.get(name) ?? null, has: (name: string) => headers.has(name) };
  expect(crossOriginHeaders({ method: "GET", url: "/me", body: null, headers: asked })).toEqual({ Vary: "Origin" });
});

test("a preflight of a request without a token gets nothing", () => {
  const without = { ...preflight, "Access-Control-Request-Headers": "content-type" };
  expect(headersFor(without, "OPTIONS")).toEqual({ Vary: "Origin" });
});

test("without CORS_ORIGINS nobody gets anything", () => {
  provideEnv({ CORS_ORIGINS: "" });
  expect(headersFor(bearer)).toEqual({});
  provideEnv({ CORS_ORIGINS: app });
});

type Named = { in: string; name: string };
type Operation = { parameters?: Named[]; responses: Record<string, { headers?: object }> };

test("pages may send and read every header that the document names", () => {
  const operations = Object.values(currentDocument().paths ?? {}).flatMap((methods) => Object.values(methods));
  const isForPages = ({ name }: Named) => !name.startsWith("svix-"); // of the mail provider
  const read = (operations as Operation[]).flatMap(({ parameters = [] }) =>
    parameters.filter((one) => one.in === "header" && isForPages(one)).map(({ name }) => name),
  );
  const sent = (operations as Operation[]).flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers = {} }) => Object.keys(headers)),
  );
  const list = (text = "") => text.toLowerCase().split(", ");
  const accepted = list(headersFor(preflight, "OPTIONS")["Access-Control-Allow-Headers"]);
  const exposed = list(headersFor(bearer)["Access-Control-Expose-Headers"]);
  expect(read.filter((name) => !accepted.includes(name.toLowerCase()))).toEqual([]);
  const hidden = /^set-cookie$/i; // a cookie is never for a page's scripts
  expect([...new Set(sent)].filter((name) => !hidden.test(name) && !exposed.includes(name.toLowerCase()))).toEqual([]);
});
