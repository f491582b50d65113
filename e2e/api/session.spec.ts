import { expect, test } from "@/e2e/fixtures";
import { type Organization, seededPassword, seedPassword } from "@/e2e/seed";
import { submitSignIn } from "@/testing/sign-in";

/** Signs in through next-auth's own protocol, as a script does, and returns the session's `Cookie` header. */
async function signIn(url: string, { admin }: Organization, headers: Record<string, string> = {}): Promise<string> {
  await seedPassword(admin.org_member_id);
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(csrf), ...headers },
    body: new URLSearchParams({ csrfToken, email: admin.email, password: seededPassword }),
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/dashboard"]);
  return cookiesOf(answer);
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

const hosts = [
  ["api", "next"],
  ["next", "api"],
] as const;

for (const [host, other] of hosts) {
  test(`a session that begins on the ${host} host is valid on both and ends on both`, async ({ urls, org }) => {
    const cookie = await signIn(urls[host], org);
    for (const url of [urls[host], urls[other]]) {
      const me = await fetch(`${url}/me`, { headers: { cookie } });
      expect(await me.json()).toMatchObject({ org_member_id: org.admin.org_member_id, active_ou: { name: "Default" } });
    }
    const out = await fetch(`${urls[other]}/sign-out`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: urls[other] },
    });
    expect([out.status, out.headers.get("location")]).toEqual([303, "/sign-in"]);
    for (const url of [urls[host], urls[other]]) {
      expect((await fetch(`${url}/me`, { headers: { cookie } })).status).toBe(401);
      expect(await (await fetch(`${url}/api/auth/session`, { headers: { cookie } })).json()).toEqual({});
      const page = await fetch(`${url}/dashboard`, { headers: { cookie }, redirect: "manual" });
      expect(page.headers.get("location")).toBe("/sign-in?callbackUrl=%2Fdashboard");
    }
  });

  test(`a write authenticated by cookie needs our origin on the ${host} host`, async ({ urls, org, contract }) => {
    const url = urls[host];
    const cookie = await signIn(url, org);
    const write = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ name: `Unit ${Math.random()}` });
      const answer = await fetch(`${url}/org-units`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body,
      });
      contract.check("POST", "/org-units", {
        status: answer.status,
        headers: answer.headers,
        text: await answer.text(),
      });
      return answer.status;
    };
    expect(await write({ origin: url })).toBe(201);
    expect(await write({ origin: url.replace("127.0.0.1", "localhost") })).toBe(201);
    for (const origin of ["https://evil.test", "null", `${url}0`]) expect(await write({ origin }), origin).toBe(403);
    expect(await write({})).toBe(403);
    expect(await write({ origin: url, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await write({ origin: url, "content-type": "text/plain" })).toBe(415);
  });

  test(`pages of the ${host} host have a policy without unsafe scripts, and every script has its nonce`, async ({
    urls,
  }) => {
    for (const path of ["/sign-in", "/", "/docs", "/nowhere"]) {
      const answer = await fetch(urls[host] + path);
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(/script-src[^;]*/.exec(policy)?.[0], path).not.toContain("unsafe");
      const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
      expect(answer.headers.get("cache-control"), path).toContain("no-store");
      expect(answer.headers.get("x-powered-by"), path).toBeNull();
    }
  });
}

test("other people's failed attempts lock out new browsers, but not one that has signed in before", async ({
  urls,
  org,
}) => {
  const url = urls.api;
  const known = await signIn(url, org);
  const attempt = async (password: string, headers: Record<string, string> = {}) =>
    (await submitSignIn(url, { email: org.admin.email, password }, headers)).status;
  const strangers = await Promise.all(Array.from({ length: 12 }, (_, index) => attempt(`wrong ${index}`)));
  expect(strangers.sort()).toEqual([...Array(10).fill(401), 429, 429]);
  expect([await attempt(seededPassword), await attempt(seededPassword, { cookie: known })]).toEqual([429, 200]);
});

test("the list of sessions shows the connection's address, whatever the client claims", async ({ urls, org }) => {
  const cookie = await signIn(urls.api, org, { "x-forwarded-for": "203.0.113.9" });
  const list = await fetch(`${urls.api}/settings/sessions`, { headers: { cookie } });
  expect(await list.json()).toMatchObject([{ ip: "127.0.0.1", current: true }]);
});
