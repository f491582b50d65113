import { ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";

// Contract §4: a page of an allowed origin reads answers to a token; nobody else's page reads anything. On both hosts.

const app = "https://app.example.com"; // allowed by e2e/global-setup.ts
const foreign = "https://evil.example.com";
const preflight = { "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" };

for (const host of ["api", "next"] as const) {
  test(`${host}: pages of allowed origins read answers to tokens, and foreign ones nothing`, async ({
    urls,
    contract,
    org,
  }) => {
    const admin = new ApiClient(urls[host], contract).as(org.admin);
    const granted = async (method: string, path: string, headers: Record<string, string>) => {
      const answer = await admin.send(method, path, { headers });
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
      expect(answer.headers.get("vary")).toMatch(/\borigin\b/i);
      return answer.headers.get("access-control-allow-origin");
    };
    for (const path of ["/me", "/members?limit=1", "/members/mem_nobody", "/no-such-path/x", "/members/export"]) {
      expect(await granted("GET", path, { Origin: app }), path).toBe(app);
      expect(await granted("GET", path, { Origin: foreign }), path).toBeNull();
      expect(await granted("GET", path, { Origin: app, Cookie: "activeOu=unit_1" }), path).toBeNull();
    }
    const anonymous = await fetch(`${urls[host]}/me`, { headers: { Origin: app } });
    expect(anonymous.headers.get("access-control-allow-origin")).toBeNull();
    expect(await granted("OPTIONS", "/members", { Origin: app, ...preflight })).toBe(app);
    expect(await granted("OPTIONS", "/members", { Origin: foreign, ...preflight })).toBeNull();
    const exposed = (await admin.get("/me", { Origin: app })).headers.get("access-control-expose-headers");
    for (const name of ["ETag", "RateLimit", "Retry-After", "X-Request-Id"]) expect(exposed).toContain(name);
  });
}
