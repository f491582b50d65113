import { hashPassword } from "@/lib/auth/password";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { sealAll } from "./audit-log";
import { owner } from "./database";
import { addSession } from "./members";
import { actorOf, type TestOrganization } from "./organization";

// What a reader of the samples has: an organization, a token and an OU, and one of everything that a sample names.

const WEEK = 7 * 86_400_000; // milliseconds
const hashes = new Map<string, Promise<string>>();

/** A new organization straight in the tables, because most samples have one of their own. Its admin has the password. */
async function found(password: string): Promise<TestOrganization> {
  const [orgId, unitId, memberId, token] = [newId("org"), newId("unit"), newId("mem"), mintToken()];
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  const email = `${memberId}@samples.test`;
  await owner()`
    with organization as (insert into organizations (org_id, name) values (${orgId}, 'Acme')),
    unit as (insert into org_units (org_id, unit_id, name, name_key, slug, is_default)
      values (${orgId}, ${unitId}, 'Default', 'default', 'default', true)),
    admin as (insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, accepted_at)
      values (${orgId}, ${memberId}, 'Grace', 'Hopper', ${email}, ${email}, 'admin', ${await hash}, now()))
    insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
      values (${orgId}, ${newId("tok")}, ${memberId}, 'Samples', ${tokenHash(token)})`;
  return { orgId, unitId, admin: await actorOf(orgId, memberId), email, token };
}

/** What a sample works on; those that only read share one. */
export type SampleWorld = { org: TestOrganization; idOf(prefix: string): Promise<string> };

/** Makes a world on the server, for one operation. */
export async function makeSampleWorld(server: string, operation: string, password: string): Promise<SampleWorld> {
  const org = await found(password);
  async function send(method: string, path: string, body?: object) {
    const headers = { Authorization: `Bearer ${org.token}`, "X-Active-OU-ID": org.unitId };
    const json = body && { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(server + path, { method, headers, ...json });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return text && JSON.parse(text);
  }
  const make = async (path: string, body: object) => (await send("POST", path, body)).id;

  const made = new Map<string, Promise<string>>();
  const idOf = (prefix: string): Promise<string> => {
    const id = made.get(prefix) ?? makers[prefix]?.() ?? Promise.reject(new Error(`No sample may name a ${prefix}`));
    made.set(prefix, id);
    return id;
  };
  const makers: Record<string, () => Promise<string>> = {
    async unit() {
      if (operation === "startAccessReview") await idOf("mem"); // else there is nothing to review
      return org.unitId;
    },
    unit_apac: async () => (await send("POST", "/org-units", { name: "APAC" })).unit_id,
    async mem() {
      const members = [{ email: "ada@samples.test" }];
      const [{ org_member_id: id }] = await send("POST", "/members/batch", { role: "viewer", members });
      await send("PUT", `/org-units/${org.unitId}/memberships/${id}`, { role: "viewer" });
      if (/^(reactivate|erase)Member$/.test(operation)) await send("POST", `/members/${id}/deactivate`);
      return id;
    },
    async tok() {
      if (operation !== "endCredential") return make("/settings/tokens", { name: "Old" });
      const id = newId("tok");
      await owner()`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
        values (${org.orgId}, ${id}, ${await idOf("mem")}, 'Old', ${tokenHash(id)})`;
      return id;
    },
    async ses() {
      await addSession(org.admin);
      return (await send("GET", "/settings/sessions"))[0].id;
    },
    view: () => make("/settings/views", { name: "Viewers", query: "role=viewer" }),
    sec: async () => (await send("POST", "/secrets", { name: "Shop" })).secret_id,
    async lead() {
      const aliases = [{ alias_kind: "cookie", raw_value: "c1" }];
      return (await send("POST", "/leads", { owner_name: "Grace", aliases })).lead_id;
    },
    rset: () => make("/rulesets", { name: "Shop", kind: "engagement" }),
    rule: async () => make(`/rulesets/${await idOf("rset")}/rules`, { event_type: "seen", weight: 1 }),
    async chg() {
      const grant = { op: "grant", org_member_id: await idOf("mem"), unit_id: org.unitId, role: "editor" };
      return make("/access-changes", { changes: [grant] });
    },
    async rev() {
      await idOf("mem");
      return make("/access-reviews", { unit_ids: [org.unitId], due_at: new Date(Date.now() + WEEK) });
    },
    rvi: async () => (await send("GET", `/access-reviews/${await idOf("rev")}/items`))[0].id,
    whe: () => make("/webhook-endpoints", { url: "https://example.com/hooks", event_types: ["*"] }),
    async whd() {
      const endpoint = await idOf("whe");
      await send("POST", `/webhook-endpoints/${endpoint}/test`);
      return (await send("GET", `/webhook-endpoints/${endpoint}/deliveries`))[0].id;
    },
  };
  return { org, idOf };
}

/** One of everything, and an audit log that is sealed, for the samples that only read. */
export async function makeReadersWorld(server: string): Promise<SampleWorld> {
  const world = await makeSampleWorld(server, "reads", "unused");
  for (const prefix of ["unit", "mem", "lead", "rule", "chg", "rev", "whd"]) await world.idOf(prefix);
  await sealAll(world.org);
  return world;
}
