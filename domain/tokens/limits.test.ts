import { beforeAll, describe, expect, test } from "vitest";
import { enter, READING } from "@/db/enter";
import { scopesToGive } from "@/domain/access/scopes";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { programScopes, type Scope, scopes } from "@/lib/scopes";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import { createTokenFor } from "./create-token-for";
import * as tokensOperations from "./operations";
import type { CreateTokenInput } from "./schema";

const { createToken, listTokens, revokeToken } = asRequests(tokensOperations);

type Actor = TestOrganization["admin"];
let org: TestOrganization;
let [ours, theirs] = ["", ""];
beforeAll(async () => {
  org = await makeOrganization();
  [ours, theirs] = [await addUnit(org, "Ours"), await addUnit(org, "Theirs")];
});

const make = async (maker: Actor, input: Partial<CreateTokenInput> = {}) =>
  (await createToken(maker, { name: "Made", ...input })).parse();
const holderOf = async (maker: Actor, input: Partial<CreateTokenInput>) =>
  (await entering({ token: (await make(maker, input)).token })) as Actor;
const fault = (pointer: string) => ({ code: "invalid_content", faults: [{ pointer, detail: expect.any(String) }] });

describe("a token's scopes", () => {
  test("are all of them by default, and else the named ones in their usual order", async () => {
    expect(await make(org.admin)).toMatchObject({ scopes, unit_id: null });
    expect((await make(org.admin, { scopes: ["write", "read"] })).scopes).toEqual(["read", "write"]);
    expect((await listTokens(org.admin)).parse().at(-1)).toMatchObject({ scopes: ["read", "write"], unit_id: null });
  });

  test("are all of them for a token from before there were scopes", async () => {
    const token = mintToken();
    await owner()`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
      values (${org.orgId}, 'tok_before', ${org.admin.memberId}, 'Before', ${tokenHash(token)})`;
    expect(await entering({ token })).toMatchObject({ credential: { scopes, unitId: null } });
  });

  test("are at most those of the token that makes it, which is also the default", async () => {
    const maker = await holderOf(org.admin, { scopes: ["read", "admin"] });
    expect((await make(maker)).scopes).toEqual(["read", "admin"]);
    expect((await make(maker, { scopes: ["read"] })).scopes).toEqual(["read"]);
    for (const wider of [["write"], ["read", "ingest"], scopes] as Scope[][]) {
      await expect(make(maker, { scopes: wider })).rejects.toMatchObject(fault("/scopes"));
    }
  });

  test("limit the scopes of a service account too, which never has admin", async () => {
    const maker = await holderOf(org.admin, { scopes: ["read", "admin"] });
    expect(scopesToGive(maker, undefined, programScopes)).toEqual(["read"]);
    expect(scopesToGive(org.admin, undefined, programScopes)).toEqual(["read", "ingest", "write"]);
    const onlyAdmin = await holderOf(org.admin, { scopes: ["admin"] });
    expect(() => scopesToGive(onlyAdmin, undefined, programScopes)).toThrow(/^invalid_content$/);
  });
});

describe("a token of one OU", () => {
  const roleOf = async (member: Actor, unitId: string) =>
    (await holderOf(member, { unit_id: unitId }).catch(() => null))?.ouRoles;

  test("acts with its owner's role there and no org role, an org admin as the OU's admin", async () => {
    const actor = await holderOf(org.admin, { unit_id: ours });
    expect(actor).toMatchObject({ orgRole: "viewer", ouRoles: { [ours]: "admin" }, credential: { unitId: ours } });
    const member = await addMember(org, { role: "editor", units: { [ours]: "editor", [theirs]: "admin" } });
    expect(await roleOf(member, ours)).toEqual({ [ours]: "editor" });
    expect(await holderOf(member, { unit_id: theirs })).toMatchObject({ orgRole: "viewer" });
  });

  test("can be made for any OU that its owner reaches, and for no other", async () => {
    const member = await addMember(org, { units: { [ours]: "viewer" } });
    const foreign = (await makeOrganization()).unitId;
    for (const unit_id of [theirs, foreign, "unit_0"]) {
      await expect(make(member, { unit_id })).rejects.toMatchObject({ code: "org_unit_not_found" });
    }
    expect(await make(member, { unit_id: ours })).toMatchObject({ unit_id: ours });
  });

  test("works in that OU without a selection, and reaches nothing else in the database", async () => {
    const member = await addMember(org, { units: { [ours]: "editor", [theirs]: "admin" } });
    for (const person of [member, org.admin]) {
      const { token } = await make(person, { unit_id: ours });
      const presented = { kind: "token", hash: tokenHash(token) } as const;
      const seen = (selectedUnitId?: string) =>
        enter({ presented, share: "tests", ...READING, selectedUnitId }, async ({ tx, actor, unit }) => ({
          unit,
          units: (await listOrgUnits(tx, actor as Actor)).parse().map(({ unit_id }) => unit_id),
        }));
      const role = person === member ? "editor" : "admin";
      for (const selected of [undefined, ours]) {
        expect(await seen(selected)).toEqual({ unit: { unitId: ours, role }, units: [ours] });
      }
      expect(await seen(theirs)).toEqual({ unit: null, units: [ours] });
    }
  });

  test("reaches nothing once its owner has no access to the OU", async () => {
    const member = await addMember(org, { units: { [ours]: "editor" } });
    const { token } = await make(member, { unit_id: ours });
    await owner()`delete from ou_memberships where org_member_id = ${member.memberId}`;
    expect(await entering({ token })).toMatchObject({ orgRole: "viewer", ouRoles: {} });
    const admin = await addMember(org, { role: "admin" });
    const theirToken = (await make(admin, { unit_id: ours })).token;
    await owner()`update members set role = 'editor' where org_member_id = ${admin.memberId}`;
    expect(await entering({ token: theirToken })).toMatchObject({ orgRole: "viewer", ouRoles: {} });
  });

  test("makes, lists and revokes only its owner's tokens of that OU", async () => {
    const member = await addMember(org, { units: { [ours]: "editor", [theirs]: "editor" } });
    const maker = await holderOf(member, { unit_id: ours });
    const [wide, other] = [await make(member), await make(member, { unit_id: theirs })];
    expect(await make(maker)).toMatchObject({ unit_id: ours });
    expect(await make(maker, { unit_id: ours })).toMatchObject({ unit_id: ours });
    await expect(make(maker, { unit_id: null })).rejects.toMatchObject(fault("/unit_id"));
    await expect(make(maker, { unit_id: theirs })).rejects.toMatchObject({ code: "org_unit_not_found" });
    const listed = (await listTokens(maker)).parse();
    expect(listed.map(({ unit_id }) => unit_id)).toEqual([ours, ours, ours]);
    for (const { id } of [wide, other]) {
      await expect(revokeToken(maker, id)).rejects.toMatchObject({ code: "token_not_found" });
    }
    await revokeToken(maker, listed.at(-1)?.id ?? "");
  });
});

test("an operator's command can limit its token to scopes and to an OU that the member reaches", async () => {
  const { token } = await createTokenFor(org.email, undefined, { scopes: ["ingest"], unit_id: ours });
  expect(await entering({ token })).toMatchObject({ credential: { scopes: ["ingest"], unitId: ours } });
  const elsewhere = createTokenFor(org.email, undefined, { unit_id: "unit_0" });
  await expect(elsewhere).rejects.toMatchObject({ code: "org_unit_not_found" });
});
