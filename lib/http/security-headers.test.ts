import { NextRequest } from "next/server";
import { afterEach, expect, test } from "vitest";
import { provideEnv } from "@/lib/env";
import { proxy } from "@/proxy";
import { answerHeaders } from "./problem";

afterEach(() => provideEnv({ APP_URL: "", NODE_ENV: "test" }));

const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers })).headers;
const policy = (path = "/dashboard") => ask(path).get("content-security-policy") ?? "";
const directive = (name: string) =>
  policy()
    .split("; ")
    .find((part) => part.startsWith(`${name} `));
// What Next is to see of the request, as NextResponse.next passes it on.
const handedOn = (headers: Headers, name: string) => headers.get(`x-middleware-request-${name}`);

test("scripts run by a nonce that is another each time, and never inline or by eval", () => {
  const nonces = Array.from(
    { length: 50 },
    () => /'nonce-([A-Za-z0-9+/]{24})'/.exec(directive("script-src") ?? "")?.[1],
  );
  expect(new Set(nonces).size).toBe(50);
  expect(nonces).not.toContain(undefined);
  expect(directive("script-src")).not.toMatch(/unsafe/);
  expect(policy()).toMatch(
    /default-src 'self'.*object-src 'none'.*base-uri 'none'.*form-action 'self'.*frame-ancestors 'none'/,
  );
});

test("Next is handed the nonce that the browser gets, and the path, whatever the client says they are", () => {
  const lies = { "content-security-policy": "script-src 'nonce-mine'", "x-page-path": "//evil.test" };
  const headers = ask("/dashboard/members?search=a%20b", lies);
  expect(handedOn(headers, "content-security-policy")).toBe(headers.get("content-security-policy"));
  expect(handedOn(headers, "x-page-path")).toBe("/dashboard/members?search=a%20b");
});

test.each(["/dashboard", "/sign-in", "/", "/docs", "/nowhere", "/api/auth/session"])(
  "%s is not kept, framed or sniffed",
  (path) => {
    const headers = ask(path);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toMatch(/camera=\(\)/);
  },
);

test.each(["/invitation/x", "/choose-password/x", "/reset-password/x", "/confirm-email/x"])(
  "%s tells nobody where it was, and our own server whose page its form is",
  (path) => {
    expect(ask(path).get("referrer-policy")).toBe("strict-origin");
    expect(ask(path).get("x-robots-tag")).toMatch(/noindex/);
    expect(ask(path).get("cache-control")).toBe("no-store");
  },
);

test("https is demanded where browsers come by it, of pages and the API, and only there", () => {
  expect(ask("/dashboard").get("strict-transport-security")).toBeNull();
  expect(answerHeaders("req_1")).not.toHaveProperty("Strict-Transport-Security");
  provideEnv({ APP_URL: "https://admin.acme.test" });
  expect(ask("/dashboard").get("strict-transport-security")).toMatch(/^max-age=\d{8}$/);
  expect(answerHeaders("req_1")).toHaveProperty("Strict-Transport-Security");
});
