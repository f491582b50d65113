import { beforeAll, describe, expect, test } from "vitest";
import { isToken, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { scopes } from "@/lib/scopes";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import { createTokenFor } from "./create-token-for";
import * as tokensOperations from "./operations";

const { createToken, listTokens, revokeToken } = asRequests(tokensOperations);

const byToken = { kind: "token", id: expect.stringMatching(/^tok_/), scopes, unitId: null };
let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });
const row = async (tokenId: string) =>
  (await owner()`select * from personal_access_tokens where token_id = ${tokenId}`)[0];
const authenticate = (token: string) => entering({ token });

describe("a new token", () => {
  test("is shown once and stored only as its SHA-256", async () => {
    const created = (await createToken(org.admin, { name: "CI" })).parse();
    expect(isToken(created.token)).toBe(true);
    expect(created).toMatchObject({ name: "CI", expires_at: null, last_used_at: null });
    expect((await row(created.id))?.token_hash).toBe(tokenHash(created.token));
    expect(JSON.stringify(await row(created.id))).not.toContain(created.token.slice(7, 37));
    expect((await listTokens(org.admin)).text).not.toMatch(/lv_pat_|token_hash/);
  });

  test("acts as its member, with their roles at the time", async () => {
    const member = await addMember(org, { role: "editor", units: { [org.unitId]: "viewer" } });
    const { token } = (await createToken(member, { name: "Mine" })).parse();
    expect(await authenticate(token)).toEqual({ ...member, credential: byToken });
    await owner()`update members set role = 'viewer' where org_member_id = ${member.memberId}`;
    await owner()`delete from ou_memberships where org_member_id = ${member.memberId}`;
    expect(await authenticate(token)).toEqual({ ...member, orgRole: "viewer", ouRoles: {}, credential: byToken });
  });
});

test("an expired token is unauthorized, one that expires later works", async () => {
  const soon = new Date(Date.now() + 60_000).toISOString();
  const { id, token, expires_at } = (await createToken(org.admin, { name: "Brief", expires_at: soon })).parse();
  expect(expires_at).toBe(soon.replace(/\.\d+Z$/, "Z"));
  expect(await authenticate(token)).toEqual({ ...org.admin, credential: byToken });
  await owner()`update personal_access_tokens set expires_at = now() - interval '1 second' where token_id = ${id}`;
  expect(await authenticate(token)).toBeNull();
});

describe("a token created with a token", () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  async function holder(expires_at?: string) {
    const { token } = (await createToken(org.admin, { name: "Maker", expires_at })).parse();
    return (await authenticate(token)) as typeof org.admin;
  }
  const endOf = async (maker: typeof org.admin, expires_at?: string | null) =>
    (await createToken(maker, { name: "Made", expires_at })).parse().expires_at;

  test("inherits its end by default, and may end earlier", async () => {
    const maker = await holder(inAnHour);
    expect(await endOf(maker)).toBe(inAnHour.replace(/\.\d+Z$/, "Z"));
    expect(await endOf(maker, inAnHour)).toBe(inAnHour.replace(/\.\d+Z$/, "Z"));
    const before = new Date(Date.now() + 60_000).toISOString();
    expect(await endOf(maker, before)).toBe(before.replace(/\.\d+Z$/, "Z"));
  });

  test("cannot outlive it or be without an end", async () => {
    const maker = await holder(inAnHour);
    const fault = {
      code: "invalid_content",
      faults: [{ pointer: "/expires_at", detail: expect.stringMatching(/later/) }],
    };
    for (const later of ["2099-01-01T00:00:00Z", null]) {
      await expect(createToken(maker, { name: "Made", expires_at: later })).rejects.toMatchObject(fault);
    }
  });

  test("has no limit if its maker has none or it was created with a session", async () => {
    expect(await endOf(await holder())).toBeNull();
    expect(await endOf({ ...org.admin, credential: { kind: "session", id: "ses_x" } })).toBeNull();
  });
});

test("a revoked token, an unknown one and a removed member's are unauthorized", async () => {
  const { id, token } = (await createToken(org.admin, { name: "Gone" })).parse();
  await revokeToken(org.admin, id);
  expect(await authenticate(token)).toBeNull();
  expect(await authenticate("lv_pat_unknown")).toBeNull();
  const member = await addMember(org);
  const theirs = (await createToken(member, { name: "Theirs" })).parse();
  await owner()`delete from members where org_member_id = ${member.memberId}`;
  expect(await authenticate(theirs.token)).toBeNull();
});

test("the last use is recorded at most once a minute", async () => {
  const { id, token } = (await createToken(org.admin, { name: "Busy" })).parse();
  const used = async () => (await row(id))?.last_used_at as Date | null;
  const written = async () =>
    (await owner()`select xmin::text from personal_access_tokens where token_id = ${id}`)[0]?.xmin;
  expect(await used()).toBeNull();
  await authenticate(token);
  const first = await used();
  expect(Math.abs(Date.now() - Number(first))).toBeLessThan(10_000);
  const version = await written();
  await Promise.all(Array.from({ length: 20 }, () => authenticate(token)));
  expect(await written(), "no row was written").toBe(version);
  await owner()`update personal_access_tokens set last_used_at = now() - interval '61 seconds' where token_id = ${id}`;
  await Promise.all(Array.from({ length: 20 }, () => authenticate(token)));
  expect(Number(await used())).toBeGreaterThanOrEqual(Number(first));
});

test("an admin can neither list nor revoke another member's tokens", async () => {
  const member = await addMember(org);
  const { id, token } = (await createToken(member, { name: "Private" })).parse();
  expect((await listTokens(member)).parse().map((entry) => entry.name)).toEqual(["Private"]);
  expect((await listTokens(org.admin)).parse().map((entry) => entry.name)).not.toContain("Private");
  await expect(revokeToken(org.admin, id)).rejects.toEqual(code("token_not_found"));
  expect(await authenticate(token)).toEqual({ ...member, credential: byToken });
});

describe("for the operator's command", () => {
  test("a token is created by e-mail address, ignoring case", async () => {
    const made = await createTokenFor(org.email.toUpperCase());
    expect(made).toMatchObject({ org_id: org.orgId, org_member_id: org.admin.memberId, email: org.email });
    expect(await authenticate(made.token)).toEqual({ ...org.admin, credential: byToken });
  });

  test("an address in several organizations needs the organization's id", async () => {
    const other = await makeOrganization("Other");
    await addMember(org, { email: "both@acme.test" });
    const theirs = await addMember(other, { email: "both@acme.test" });
    await expect(createTokenFor("both@acme.test")).rejects.toThrow(/several organizations; add --org/);
    expect((await createTokenFor("both@acme.test", other.orgId)).org_member_id).toBe(theirs.memberId);
    await expect(createTokenFor("nobody@acme.test")).rejects.toThrow(/No member has/);
  });
});
