import assert from "node:assert/strict";
import type { Answer } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { database, mintToken, type Organization, seedSecret } from "@/e2e/seed";
import { guarded } from "./entries";

const BOTH = 'Bearer, Basic realm="LeadVibe", charset="UTF-8"'; // a service account may send requests too

/** What `org:suspend` and `org:resume` do to whoever asks. */
const setSuspended = ({ org_id }: Organization, isSuspended: boolean) =>
  database()`update organizations set suspended_at = ${isSuspended ? database()`now()` : null} where org_id = ${org_id}`;

const refusalOf = ({ status, problem }: Answer<unknown>) => ({ status, code: problem?.code });

/** Changes the last character, so that the checksum is wrong. */
const misspelt = (token: string) => `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;

for (const entry of guarded) {
  test(`${entry.id}: refuses every invalid credential`, async ({ api }) => {
    const world = await seedWorld();
    const { org } = world;
    const member = await world.caller("org admin");
    const { path, ...sent } = await entry.request(world, member);
    const removed = await world.caller("org admin");
    await api.as(org.admin).delete(`/members/${removed.org_member_id}`);

    const credentials: Record<string, Record<string, string>> = {
      none: {},
      "only a scheme": { Authorization: "Bearer" },
      "another scheme": { Authorization: `Basic ${btoa(`${member.email}:${member.token}`)}` },
      "no scheme": { Authorization: member.token },
      "two tokens in one header": { Authorization: `Bearer ${member.token}, Bearer ${member.token}` },
      "a blank in the token": { Authorization: `Bearer ${member.token} x` },
      misspelt: { Authorization: `Bearer ${misspelt(member.token)}` },
      "upper case": { Authorization: `Bearer ${member.token.toUpperCase()}` },
      unknown: { Authorization: `Bearer ${mintToken()}` },
      "a removed member's": { Authorization: `Bearer ${removed.token}` },
      "a token in a cookie": { Cookie: `token=${member.token}; next-auth.session-token=${member.token}` },
    };
    for (const [label, headers] of Object.entries(credentials)) {
      const answer = await api.send(entry.method, path, { ...sent, headers: { ...sent.headers, ...headers } });
      assert.equal(`${label}: ${answer.status}`, `${label}: 401`);
      const challenge = entry.unitScoped && !("Cookie" in headers) ? BOTH : "Bearer";
      assert.equal(answer.headers.get("www-authenticate"), challenge, label);
    }
    const headers = { ...sent.headers, Authorization: `bearer   ${member.token}` }; // the scheme is case-insensitive (RFC 9110 §11.1)
    expect((await api.send(entry.method, path, { ...sent, headers })).status).toBe(entry.success);
  });

  test(`${entry.id}: refuses every credential of a suspended organization until it resumes`, async ({ api }) => {
    const world = await seedWorld();
    const member = await world.caller("org admin");
    const { path, ...sent } = await entry.request(world, member);
    const program = await seedSecret(world.org.org_id, world.unit.unit_id);
    const authorization = { Authorization: `Bearer ${member.token}` };
    const basic = { Authorization: `Basic ${btoa(program.basic)}` };
    const ask = (headers: Record<string, string>) =>
      api.send(entry.method, path, { ...sent, headers: { ...sent.headers, ...headers } });
    await setSuspended(world.org, true);
    for (const headers of [authorization, basic, { ...authorization, "Idempotency-Key": "one" }]) {
      expect(refusalOf(await ask(headers))).toEqual({ status: 403, code: "organization_suspended" });
    }
    await setSuspended(world.org, false);
    expect((await ask(authorization)).status).toBe(entry.success);
    expect(refusalOf(await ask(basic)).code).not.toBe("organization_suspended");
  });
}
