import { beforeAll, describe, expect, test } from "vitest";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { areClientCredentials, tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import {
  addMember,
  addServiceAccount,
  addUnit,
  asRequests,
  entering,
  makeOrganization,
  owner,
  type TestOrganization,
  unitOf,
} from "@/testing/organization";
import * as serviceAccountsOperations from "./operations";

const { createSecret, listSecrets, revokeSecret, updateSecret } = asRequests(serviceAccountsOperations);

let org: TestOrganization;
let unit: ActiveUnit;
let otherUnit: ActiveUnit;
beforeAll(async () => {
  org = await makeOrganization();
  unit = await unitOf(org.admin, await addUnit(org, "Ours"));
  otherUnit = await unitOf(org.admin, await addUnit(org, "Theirs"));
});

const notFound = expect.objectContaining({ constructor: DomainError, code: "secret_not_found" });
const names = async (actor: UnitActor, where: ActiveUnit) =>
  (await listSecrets(actor, where)).parse().map(({ name }) => name);
const row = async (secretId: string) =>
  (await owner()`select * from service_accounts where secret_id = ${secretId}`)[0];

test("a service account's secret is shown once and stored only as its SHA-256", async () => {
  const { client_secret, ...made } = (await createSecret(org.admin, unit, { name: "Website" })).parse();
  expect(areClientCredentials(made.client_id, client_secret)).toBe(true);
  expect(made).toMatchObject({ unit_id: unit.unitId, name: "Website", trust_upstream_consent: false });
  expect((await row(made.secret_id))?.secret_hash).toBe(tokenHash(client_secret));
  const list = await listSecrets(org.admin, unit);
  expect(list.parse()).toEqual([made]);
  expect(list.text).not.toMatch(/lv_cs_|hash/);
});

test("it acts in its OU as an editor until it is revoked", async () => {
  const { actor, clientId, clientSecret, secretId } = await addServiceAccount(org, unit.unitId);
  const find = () => entering({ clientId, secret: clientSecret });
  expect(await find()).toEqual(actor);
  expect(await unitOf(actor, unit.unitId)).toEqual({ unitId: unit.unitId, role: "editor" });
  const elsewhere = expect.objectContaining({ code: "org_unit_access_required" });
  await expect(unitOf(actor, otherUnit.unitId)).rejects.toEqual(elsewhere);
  await revokeSecret(org.admin, unit, secretId);
  expect(await find()).toBeNull();
});

test("a client id with another account's secret is unauthorized", async () => {
  const [one, other] = [await addServiceAccount(org, unit.unitId), await addServiceAccount(org, otherUnit.unitId)];
  expect(await entering({ clientId: one.clientId, secret: other.clientSecret })).toBeNull();
  expect(await entering({ clientId: one.clientId, secret: "lv_cs_unknown" })).toBeNull();
});

test("a change keeps the fields it leaves out, and never changes the client id or secret", async () => {
  const made = (await createSecret(org.admin, unit, { name: "Old", trust_upstream_consent: true })).parse();
  const changed = (await updateSecret(org.admin, unit, made.secret_id, { name: "New" })).parse();
  expect(changed).toMatchObject({ name: "New", trust_upstream_consent: true, client_id: made.client_id });
  const doubted = { name: "New", trust_upstream_consent: false };
  expect((await updateSecret(org.admin, unit, made.secret_id, doubted)).parse()).toMatchObject(doubted);
  expect(await entering({ clientId: made.client_id, secret: made.client_secret })).not.toBeNull();
});

describe("another OU's service accounts", () => {
  test("cannot be listed, changed or revoked from here", async () => {
    const { secretId } = await addServiceAccount(org, otherUnit.unitId);
    expect((await listSecrets(org.admin, unit)).text).not.toContain(secretId);
    await expect(updateSecret(org.admin, unit, secretId, { name: "Mine" })).rejects.toEqual(notFound);
    await expect(revokeSecret(org.admin, unit, secretId)).rejects.toEqual(notFound);
    expect(await row(secretId)).toMatchObject({ name: "Website" });
  });

  test("are out of reach in the database too, also for callers whom the route's policy refuses", async () => {
    const { secretId, actor } = await addServiceAccount(org, unit.unitId);
    const viewer = await addMember(org, { units: { [unit.unitId]: "viewer" } });
    const editor = await addMember(org, { units: { [unit.unitId]: "editor" } });
    for (const other of [actor, viewer, editor]) {
      const here = await unitOf(other, unit.unitId);
      expect(await names(other, here)).toEqual([]);
      await expect(revokeSecret(other, here, secretId)).rejects.toEqual(notFound);
    }
    const stranger = await addMember(org, { units: { [otherUnit.unitId]: "admin" } });
    expect(await names(stranger, unit), "an OU that another's actor resolved").toEqual([]);
  });
});

test("the last use is recorded at most once a minute", async () => {
  const { secretId, clientId, clientSecret } = await addServiceAccount(org, unit.unitId);
  const use = () => entering({ clientId, secret: clientSecret });
  const version = async () =>
    (await owner()`select xmin::text from service_accounts where secret_id = ${secretId}`)[0]?.xmin;
  expect((await row(secretId))?.last_used_at).toBeNull();
  await use();
  expect((await row(secretId))?.last_used_at).not.toBeNull();
  const before = await version();
  await Promise.all(Array.from({ length: 10 }, use));
  expect(await version(), "no row was written").toBe(before);
  await owner()`update service_accounts set last_used_at = now() - interval '61 seconds' where secret_id = ${secretId}`;
  const aged = await version();
  await use();
  expect(await version()).not.toBe(aged);
});
