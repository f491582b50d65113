import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { linkKinds, linkToken } from "@/lib/auth/account-link";
import { env, provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization, unknownDevice } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { acceptInvitation } from "./accept-invitation";
import { findInvitation, openInvitation } from "./find-invitation";

const { deactivateMember } = asRequests(deactivateMemberModule);

const own = "a password of my own";
const choice = { first_name: "Gracia", last_name: "Hopper", password: own };

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});

async function invited() {
  const email = `${newId("mem")}@acme.test`;
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password: goodPassword };
  const { memberId } = await createMember(org.admin, person);
  const [link] = await owner()`select link_id from account_links where org_member_id = ${memberId}`;
  return { memberId, email, linkId: String(link?.link_id), token: linkToken("invitation", link?.link_id) };
}
const accept = (token: string, input = choice) => acceptInvitation("invitation", token, input);
const stateOf = async (token: string) => (await findInvitation("invitation", token)).state;
const memberRow = async (memberId: string) =>
  (await owner()`select first_name, status, password_hash from members where org_member_id = ${memberId}`)[0];
const dead = { code: "link_not_valid" };
const agedBy = (linkId: string, seconds: number) =>
  owner()`update account_links set expires_at = expires_at - make_interval(secs => ${seconds}) where link_id = ${linkId}`;

test("sets names and password, ends every link, and verifies the account for its first session", async () => {
  const { memberId, email, linkId, token } = await invited();
  const account = await accept(token);
  const [link] = await owner()`select used_at, revoked_at from account_links where link_id = ${linkId}`;
  expect(link).toEqual({ used_at: expect.any(Date), revoked_at: null });
  expect(account).toMatchObject({ orgId: org.orgId, memberId, organization: "Acme", status: "active" });
  expect(await memberRow(memberId)).toMatchObject({ first_name: "Gracia", status: "active" });
  expect(await verifySignIn(email, own, unknownDevice)).toEqual([account]);
  expect(await verifySignIn(email, goodPassword, unknownDevice)).toBeNull(); // the initial password is gone with it
  expect(await stateOf(token)).toBe("used");
  await expect(accept(token)).rejects.toMatchObject(dead);
});

test("of twenty parallel attempts one succeeds, and its password is the one set", async () => {
  const { memberId, email, token } = await invited();
  const choices = Array.from({ length: 20 }, (_, index) => ({ ...choice, password: `the password of try ${index}` }));
  const outcomes = await Promise.allSettled(choices.map((input) => accept(token, input)));
  const winners = outcomes.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
  expect(winners).toHaveLength(1);
  const losses = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
  const isExpected = (code: string) => code === "link_not_valid" || code === "overloaded"; // on a busy machine
  expect(losses.filter((code) => !isExpected(code))).toEqual([]);
  expect(await verifySignIn(email, `the password of try ${winners[0]}`, unknownDevice)).toMatchObject([{ memberId }]);
});

test("an invitation is valid for seven days, to the second", async () => {
  const { linkId, token } = await invited();
  const [life] = await owner()`select extract(epoch from expires_at - created_at)::int as seconds from account_links
    where link_id = ${linkId}`;
  expect(life?.seconds).toBe(7 * 24 * 3600);
  await agedBy(linkId, 7 * 24 * 3600 - 60);
  expect(await stateOf(token)).toBe("live");
  await agedBy(linkId, 60);
  expect(await stateOf(token)).toBe("expired");
  await expect(accept(token)).rejects.toMatchObject(dead);
});

test("opening a link does not use it up, and only the first opening is recorded", async () => {
  const { linkId, token } = await invited();
  const opened = async () =>
    (await owner()`select opened_at from account_links where link_id = ${linkId}`)[0]?.opened_at;
  await findInvitation("invitation", token);
  expect(await opened()).toBeNull();
  await openInvitation("invitation", token);
  const first = await opened();
  expect(first).toBeInstanceOf(Date);
  expect(await openInvitation("invitation", token)).toMatchObject({ state: "live", invitee: { first: "Grace" } });
  expect(await opened()).toEqual(first);
  await accept(token);
});

describe("nothing stored can make a link", () => {
  test("no token made from a row's columns is accepted", async () => {
    const { memberId, linkId, token } = await invited();
    const rows = await owner()`select l.*, m.facts, m.message_id, p.password_hash, p.email_key
      from account_links l join messages m using (org_id, link_id) join members p on p.org_member_id = l.org_member_id
      where l.link_id = ${linkId}`;
    const columns = Object.values(rows[0] ?? {}).map((value) =>
      typeof value === "string" ? value : JSON.stringify(value),
    );
    const keys = [...columns, ...columns.map((one) => one.replace(/^\w+_/, "")), "", "null"];
    const sealed = (key: string, text: string) => createHmac("sha256", key).update(text).digest("base64url");
    const guesses = keys.flatMap((key) => [
      key,
      `${linkId}.${key}`,
      ...columns.map((text) => `${linkId}.${sealed(key, text)}`),
      `${linkId}.${sealed(key, `account link\0invitation\0${linkId}`)}`,
    ]);
    for (const guess of guesses) expect(await stateOf(guess), guess).toBe("unknown");
    expect(guesses.length).toBeGreaterThan(200);
    const jobs =
      await owner()`select payload from graphile_worker._private_jobs where payload::text like ${`%${org.orgId}%`}`;
    const code = token.slice(-43);
    expect(JSON.stringify([rows, jobs]).includes(code)).toBe(false);
    expect(await memberRow(memberId)).toMatchObject({ status: "invited" });
  });

  test("a token of another kind, another link or another installation opens nothing", async () => {
    const [{ linkId, token }, other] = [await invited(), await invited()];
    const codeOf = (one: string) => one.split(".")[1];
    for (const kind of linkKinds.filter((one) => one !== "invitation")) {
      expect(await stateOf(linkToken(kind, linkId)), kind).toBe("unknown");
      await expect(accept(linkToken(kind, linkId))).rejects.toMatchObject(dead);
    }
    expect(await stateOf(`${linkId}.${codeOf(other.token)}`)).toBe("unknown");
    const key = env().NEXTAUTH_SECRET ?? "";
    provideEnv({ NEXTAUTH_SECRET: "the key of another installation, long enough" });
    const foreign = linkToken("invitation", linkId);
    expect(await stateOf(token)).toBe("unknown");
    provideEnv({ NEXTAUTH_SECRET: key });
    expect([await stateOf(foreign), await stateOf(token)]).toEqual(["unknown", "live"]);
    await expect(accept(foreign)).rejects.toMatchObject(dead);
  });

  test("a link of an initial password does not work as an invitation, nor the reverse", async () => {
    const { token } = await invited();
    expect((await findInvitation("initial_password", token)).state).toBe("unknown");
    await expect(acceptInvitation("initial_password", token, choice)).rejects.toMatchObject(dead);
  });
});

test.each([
  ["a common one", "QWERTY123456"],
  ["the name typed here", "gracia hopper"],
  ["the organization", "Acme 12345678"],
])("refuses %s, and the link stays good", async (_what, password) => {
  const { token } = await invited();
  const refusal = await accept(token, { ...choice, password }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "invalid_content", faults: [{ pointer: "/password" }] });
  expect(await stateOf(token)).toBe("live");
});

test("refuses the initial password, because the admin who set it knows it", async () => {
  const { token } = await invited();
  const refusal = await accept(token, { ...choice, password: goodPassword }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "invalid_content", faults: [{ pointer: "/password" }] });
  await accept(token);
});

test("a deactivated member cannot accept", async () => {
  const { memberId, token } = await invited();
  await deactivateMember(org.admin, memberId);
  expect(await stateOf(token)).toBe("withdrawn");
  await expect(accept(token)).rejects.toMatchObject(dead);
  expect((await memberRow(memberId))?.status).toBe("deactivated");
});
