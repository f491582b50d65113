import { beforeEach, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as tokens from "@/domain/tokens/operations";
import {
  addMember,
  addServiceAccount,
  addSession,
  asRequests,
  entering,
  makeOrganization,
  owner,
  type TestOrganization,
  type TestServiceAccount,
} from "@/testing/organization";
import { codeOf, scoped, scopeOf } from "@/testing/sql";
import * as operations from "./operations";
import { Credentials } from "./schema";

const { endAllCredentials, endCredential, readCredentials } = asRequests(operations);
const { createToken } = asRequests(tokens);

let org: TestOrganization;
let member: Actor;
let session: string;
let token: string;
let account: TestServiceAccount;
beforeEach(async () => {
  org = await makeOrganization();
  member = await addMember(org, { role: "admin" });
  session = await addSession(member);
  token = (await createToken(member, { name: "CI" })).parse().token;
  account = await addServiceAccount({ admin: member }, org.unitId);
});

const alive = async () => {
  const { clientId, clientSecret: secret } = account;
  const found = [await entering({ session }), await entering({ token }), await entering({ clientId, secret })];
  return found.map((one) => one !== null);
};
const read = async () => (await readCredentials(org.admin, member.memberId)).parse();

test("shows sessions, tokens and service accounts, and no secret", async () => {
  const credentials = await read();
  expect(Credentials.parse(credentials)).toEqual(credentials);
  expect(credentials).toMatchObject({
    sessions: [{ user_agent: null, ip: null }],
    tokens: [{ name: "CI", scopes: ["read", "ingest", "write", "admin"], unit_id: null, expires_at: null }],
    service_accounts: [{ secret_id: account.secretId, unit_id: org.unitId, name: "Website" }],
  });
  expect(JSON.stringify(credentials)).not.toMatch(/hash|lv_pat|lv_cs/);
});

test("shows no expired or idle session", async () => {
  await owner()`update sessions set last_seen_at = now() - interval '8 days' where org_member_id = ${member.memberId}`;
  expect((await read()).sessions).toEqual([]);
  await addSession(member, -1);
  expect((await read()).sessions).toEqual([]);
});

test("each can be ended on its own", async () => {
  const { sessions, tokens: own, service_accounts: accounts } = await read();
  const ids = [sessions[0]?.id, own[0]?.id, accounts[0]?.secret_id];
  for (const [index, id] of ids.entries()) {
    await endCredential(org.admin, member.memberId, id ?? "");
    expect(await alive()).toEqual(ids.map((_id, other) => other > index));
    await expect(endCredential(org.admin, member.memberId, id ?? "")).rejects.toMatchObject({
      code: "credential_not_found",
    });
  }
});

test("all end at once, and nobody else's do", async () => {
  const colleague = await addMember(org);
  const others = await addSession(colleague);
  await endAllCredentials(org.admin, member.memberId);
  expect(await alive()).toEqual([false, false, false]);
  expect(await entering({ session: others })).not.toBeNull();
  expect(await read()).toEqual({ sessions: [], tokens: [], service_accounts: [] });
});

test("another member's credential and another organization's member are not found", async () => {
  const [theirs] = (await readCredentials(org.admin, member.memberId)).parse().sessions;
  const colleague = await addMember(org);
  await expect(endCredential(org.admin, colleague.memberId, theirs?.id ?? "")).rejects.toMatchObject({
    code: "credential_not_found",
  });
  const other = await makeOrganization();
  await expect(readCredentials(other.admin, member.memberId)).rejects.toMatchObject({ code: "member_not_found" });
});

test("row-level security lets an org admin see and end them, but not create or change any", async () => {
  const settings = scopeOf(org.admin);
  const of = member.memberId;
  const seen = await scoped(settings, (tx) => tx`select from sessions where org_member_id = ${of}`);
  expect(seen).toHaveLength(1);
  const aged = await scoped(settings, (tx) => tx`update sessions set last_seen_at = now() where org_member_id = ${of}`);
  expect(aged.count).toBe(0);
  const begun = scoped(
    settings,
    (tx) => tx`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    values (${org.orgId}, 'ses_forged', ${of}, ${"0".repeat(64)}, now())`,
  );
  expect(await codeOf(begun)).toBe("42501");
  const asMember = await scoped(
    scopeOf(await addMember(org)),
    (tx) => tx`select from sessions where org_member_id = ${of}`,
  );
  expect(asMember).toHaveLength(0);
});
