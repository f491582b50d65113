import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { mintToken } from "@/e2e/seed";
import { guarded } from "./entries";

const BOTH = 'Bearer, Basic realm="LeadVibe", charset="UTF-8"'; // a service account may ask too

/** Swaps the last character, so the checksum is wrong. */
const misspelt = (token: string) => `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;

for (const entry of guarded) {
  test(`${entry.id}: refuses every credential but a living one`, async ({ api }) => {
    const world = await seedWorld();
    const { org } = world;
    const member = await world.caller("org admin");
    const { path, ...sent } = await entry.request(world, member);
    const removed = await world.caller("org admin");
    await api.as(org.admin).delete(`/members/${removed.org_member_id}`);

    const credentials: Record<string, Record<string, string>> = {
      none: {},
      "of a scheme only": { Authorization: "Bearer" },
      "of another scheme": { Authorization: `Basic ${btoa(`${member.email}:${member.token}`)}` },
      "without a scheme": { Authorization: member.token },
      "twice in a header": { Authorization: `Bearer ${member.token}, Bearer ${member.token}` },
      "with a blank inside": { Authorization: `Bearer ${member.token} x` },
      misspelt: { Authorization: `Bearer ${misspelt(member.token)}` },
      "in another case": { Authorization: `Bearer ${member.token.toUpperCase()}` },
      unknown: { Authorization: `Bearer ${mintToken()}` },
      "of a removed member": { Authorization: `Bearer ${removed.token}` },
      "in a cookie": { Cookie: `token=${member.token}; next-auth.session-token=${member.token}` },
    };
    for (const [label, headers] of Object.entries(credentials)) {
      const answer = await api.send(entry.method, path, { ...sent, headers: { ...sent.headers, ...headers } });
      expect(`${label}: ${answer.status}`).toBe(`${label}: 401`);
      const challenge = entry.unitScoped && !("Cookie" in headers) ? BOTH : "Bearer";
      expect(answer.headers.get("www-authenticate"), label).toBe(challenge);
    }
    const headers = { ...sent.headers, Authorization: `bearer   ${member.token}` }; // RFC 9110 §11.1: in any case
    expect((await api.send(entry.method, path, { ...sent, headers })).status).toBe(entry.success);
  });
}
