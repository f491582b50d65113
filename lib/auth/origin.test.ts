import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { provideEnv } from "@/lib/env";
import { assertOwnOrigin, ownPath } from "./origin";

const request = (headers: Record<string, string>) => new Request("http://any.test/x", { method: "POST", headers });

describe("with APP_URL", () => {
  beforeAll(() => provideEnv({ APP_URL: "https://admin.acme.test" }));
  afterAll(() => provideEnv({ APP_URL: "" }));

  test("only its own origin is accepted", () => {
    expect(() => assertOwnOrigin(request({ origin: "https://admin.acme.test" }))).not.toThrow();
    const foreign = [
      "http://admin.acme.test",
      "https://admin.acme.test:8443",
      "https://evil.test",
      "null",
      "localhost",
    ];
    for (const origin of [...foreign, "https://admin.acme.test.evil.test", "http://localhost:3000", ""]) {
      expect(() => assertOwnOrigin(request({ origin })), origin).toThrow("origin_refused");
    }
    expect(() => assertOwnOrigin(request({}))).toThrow("origin_refused");
  });

  test.each(["cross-site", "same-site", "Cross-Site"])(
    "Sec-Fetch-Site: %s is refused beside the right origin",
    (site) => {
      const headers = { origin: "https://admin.acme.test", "sec-fetch-site": site };
      expect(() => assertOwnOrigin(request(headers))).toThrow("origin_refused");
    },
  );

  test.each([
    ["/dashboard/members?search=ada#top", "/dashboard/members?search=ada#top"],
    ["https://admin.acme.test/dashboard/org-units", "/dashboard/org-units"],
    ["dashboard", "/dashboard"],
    ["/docs", "/docs"],
  ])("%s leads to %s", (wanted, path) => expect(ownPath(wanted)).toBe(path));

  test.each([
    "https://evil.test/dashboard",
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/.//evil.test",
    "/..//evil.test",
    "https:evil.test",
    "http://admin.acme.test/",
    "https://admin.acme.test@evil.test/",
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://admin.acme.test/sign-in",
    "blob:https://admin.acme.test//evil.test",
    "/sign-in?callbackUrl=/x",
    "/api/auth/signout",
    `/${"x".repeat(3000)}`,
    undefined,
    ["/docs"],
    { toString: () => "/docs" },
  ])("%s leads to the dashboard", (wanted) => expect(ownPath(wanted)).toMatch(/^\/(dashboard$|evil\.test$)/));

  test("no resulting path can lead to another host", () => {
    for (const wanted of [
      "/.//evil.test",
      "/x/..//evil.test",
      "/%2F/evil.test",
      "/\\/evil.test",
      "https:///evil.test",
    ]) {
      expect(new URL(ownPath(wanted), "https://admin.acme.test").host, wanted).toBe("admin.acme.test");
    }
  });
});

test("without APP_URL every loopback name is ours, at our port only", () => {
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    expect(() => assertOwnOrigin(request({ origin: `http://${host}:3000` })), host).not.toThrow();
    expect(() => assertOwnOrigin(request({ origin: `http://${host}:3001` })), host).toThrow("origin_refused");
    expect(() => assertOwnOrigin(request({ origin: `https://${host}:3000` })), host).toThrow("origin_refused");
  }
});
