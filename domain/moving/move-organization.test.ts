import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeAll, expect, inject, test } from "vitest";
import { closePool } from "@/db/client";
import { deleteOrganization, measureOrganization } from "@/db/delete-organization";
import { suspendOrganization } from "@/db/operated-organizations";
import { resealSecrets } from "@/domain/webhooks/reseal-secrets";
import { openWebhookSecret } from "@/domain/webhooks/secrets";
import { env, provideEnv } from "@/lib/env";
import { addEntries, sealAll, treeOf } from "@/testing/audit-log";
import { owner } from "@/testing/database";
import { makeFiveLeads } from "@/testing/five-leads";
import { keptDifferences } from "@/testing/kept-counts";
import { temporaryDataDirectory } from "@/testing/launch";
import { addMember, addSession } from "@/testing/members";
import { makeOperator } from "@/testing/operator";
import { addServiceAccount, makeOrganization, type TestOrganization } from "@/testing/organization";
import { openOwnDatabase } from "@/testing/own-database";
import { addEndpoint, allowLoopback, type TestEndpoint } from "@/testing/webhooks";
import { assertCovers } from "./covers";
import { exportToFile, importFromFile } from "./move-organization";
import { openOrganizationFile } from "./read-file";

let here: string;
let own: Awaited<ReturnType<typeof openOwnDatabase>>;
let there: { ownerUrl: string; appUrl: string };
let directory: string;
let org: TestOrganization;
let endpoint: TestEndpoint;
const at = (name: string) => path.join(directory, name);
const linesOf = (name: string) => fs.readFileSync(at(name), "utf8").trimEnd().split("\n");

beforeAll(async () => {
  const operator = await makeOperator("moving_operator");
  own = await openOwnDatabase();
  const temporary = temporaryDataDirectory();
  here = operator.url;
  there = { ...own, ownerUrl: Object.assign(new URL(here), { pathname: new URL(own.ownerUrl).pathname }).href };
  directory = temporary.directory;
  const five = await makeFiveLeads();
  await five.engagement();
  org = five.testUnit.org;
  await addMember(org, { units: { [org.unitId]: "editor" } });
  await addSession(org.admin);
  await addServiceAccount(org, org.unitId);
  allowLoopback();
  endpoint = await addEndpoint(org, "http://127.0.0.1:9/hook");
  await addEntries(org, 20);
  await sealAll(org);
  await addEntries(org, 1, "waiting");
  return async () => {
    await own.drop();
    await operator.remove();
    temporary.remove();
  };
});

/** Goes to the other installation, which has keys and a database of its own. */
async function goThere(): Promise<void> {
  await closePool();
  const NEXTAUTH_SECRET = "a key for another installation, and long";
  provideEnv({ DATABASE_URL: there.appUrl, NEXTAUTH_SECRET, AUDIT_KEY: Buffer.alloc(32, 7).toString("base64") });
}
const home = {
  DATA_KEY: "",
  DATABASE_URL: inject("appUrl"),
  NEXTAUTH_SECRET: env().NEXTAUTH_SECRET ?? "",
  AUDIT_KEY: env().AUDIT_KEY ?? "",
};
afterEach(async () => {
  await closePool();
  provideEnv(home);
});

const isAudit = (table: string) => /^audit_(entries|unsealed)$/.test(table); // the import is an entry

/** The rows of each table in an export. */
function tablesOf(name: string): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  for (const line of linesOf(name).slice(1, -1)) {
    if (line.startsWith("{")) tables.set(JSON.parse(line).table, []);
    else [...tables.values()].at(-1)?.push(line);
  }
  return tables;
}

test("an organization arrives whole in another installation, where its audit log goes on and its webhooks are signed as before", async () => {
  const manifest = await exportToFile(here, org.orgId, at("whole.jsonl"), true);
  expect(manifest.rows).toMatchObject({ members: 2, leads: 5, sessions: 1, webhook_endpoints: 1, audit_unsealed: 1 });
  expect(fs.statSync(at("whole.jsonl")).mode & 0o777).toBe(0o600);
  const before = await treeOf(org);
  await goThere();
  const { organization, sharedAddresses, difference, rows } = await importFromFile(there.ownerUrl, at("whole.jsonl"));
  expect({ organization, sharedAddresses, difference, rows }).toMatchObject({
    organization: { org_id: org.orgId, name: "Acme" },
    sharedAddresses: 0,
    difference: undefined,
    rows: Object.fromEntries(Object.entries(manifest.rows).filter(([, count]) => count > 0)),
  });
  await exportToFile(there.ownerUrl, org.orgId, at("again.jsonl"), true);
  const [from, to] = [tablesOf("whole.jsonl"), tablesOf("again.jsonl")];
  expect([...to.keys()]).toEqual([...from.keys()]);
  for (const [table, exported] of from) {
    const more = to.get(table)?.filter((row) => !exported.includes(row));
    if (table === "audit_trees") continue; // has the time of the last check
    expect(to.get(table), table).toEqual(expect.arrayContaining(exported));
    expect(more?.length, table).toBe(isAudit(table) ? 1 : 0);
  }
  const sql = postgres(own.ownerUrl, { max: 1 });
  expect(await keptDifferences(sql)).toEqual([]);
  const [stored] = await sql`select secret from webhook_endpoints`;
  expect(openWebhookSecret(org.orgId, endpoint.endpointId, stored?.secret)).toBe(endpoint.secret);
  const [tallied] = await sql`select sum(admins + editors + viewers)::int as members from member_tallies`;
  expect(tallied).toEqual({ members: 2 });
  await sealAll(org, sql);
  const [tree] =
    await sql`select size::int, differs_at, checkpoint, (select count(*)::int from audit_keys) as keys from audit_trees`;
  expect(tree).toMatchObject({ size: before.size + 2, differs_at: null, keys: 2 });
  expect(tree?.checkpoint).not.toBe(before.checkpoint);
  await expect(importFromFile(there.ownerUrl, at("whole.jsonl"))).rejects.toThrow(
    /is here already \(Acme\); nothing was imported\.$/,
  );

  const DATA_KEY = Buffer.alloc(32, 8).toString("base64");
  provideEnv({ DATA_KEY });
  expect(await resealSecrets(there.ownerUrl)).toEqual({ resealed: 1, unreadable: 0 });
  provideEnv({ NEXTAUTH_SECRET: "a key that has sealed nothing, and long" });
  const [resealed] = await sql`select secret from webhook_endpoints`;
  expect(openWebhookSecret(org.orgId, endpoint.endpointId, resealed?.secret)).toBe(endpoint.secret);
  provideEnv({ DATA_KEY: Buffer.alloc(32, 9).toString("base64") });
  expect(await resealSecrets(there.ownerUrl)).toEqual({ resealed: 0, unreadable: 1 });
  await sql.end();
});

test("without passwords nobody can sign in with what was exported, and everything else is there", async () => {
  await exportToFile(here, org.orgId, at("bare.jsonl"), false);
  const text = fs.readFileSync(at("bare.jsonl"), "utf8");
  const secrets =
    await owner()`select password_hash as value from members where org_id = ${org.orgId} and password_hash <> '!'
    union all select token_hash from personal_access_tokens where org_id = ${org.orgId}
    union all select secret_hash from service_accounts where org_id = ${org.orgId}
    union all select session_hash from sessions where org_id = ${org.orgId}
    union all select secret from webhook_endpoints where org_id = ${org.orgId}`;
  expect(secrets).toHaveLength(5);
  for (const { value } of [...secrets, { value: endpoint.secret }]) expect(text).not.toContain(value);
  await goThere();
  const { organization } = await measureOrganization(there.ownerUrl, org.orgId);
  await deleteOrganization(there.ownerUrl, organization);
  const { rows } = await importFromFile(there.ownerUrl, at("bare.jsonl"));
  expect(rows).toMatchObject({ members: 2, personal_access_tokens: 1, service_accounts: 1, webhook_endpoints: 1 });
});

test("a file that is cut, changed, of another version, or none of ours is refused, and one that cannot be written leaves nothing", async () => {
  await exportToFile(here, org.orgId, at("good.jsonl"), true);
  const lines = linesOf("good.jsonl");
  const [head = "", ...rest] = lines;
  const member = rest.findIndex((line) => line.includes("@acme.test"));
  const renamed = rest.with(member, (rest[member] ?? "").replace("@acme.test", "@evil.test"));
  const later = { ...JSON.parse(head), migration: JSON.parse(head).migration + 1 };
  for (const [content, sentence] of [
    [lines.slice(0, -1), /is incomplete: its end is missing\.$/],
    [[head, ...renamed], /has been changed since it was exported\.$/],
    [[head, ...rest.toSpliced(member, 1)], /has been changed since it was exported\.$/],
    [[JSON.stringify(later), ...rest], /was exported by a newer version; export and import with the same one\.$/],
    [["hello"], /is not an export of an organization\.$/],
    [[], /is not an export of an organization\.$/],
  ] as const) {
    fs.writeFileSync(at("bad.jsonl"), `${content.join("\n")}\n`);
    await expect(importFromFile(there.ownerUrl, at("bad.jsonl"))).rejects.toThrow(sentence);
  }
  await expect(importFromFile(there.ownerUrl, at("none.jsonl"))).rejects.toThrow(/cannot be read \(ENOENT\)\.$/);
  await expect(exportToFile(here, org.orgId, at("good.jsonl"), true)).rejects.toThrow(/is there already/);
  await expect(exportToFile(here, org.orgId, at("none/a.jsonl"), true)).rejects.toThrow(
    /cannot be written \(ENOENT\)\.$/,
  );
  await expect(exportToFile(here, "org_none", at("empty.jsonl"), true)).rejects.toThrow(
    "No organization has the ID org_none.",
  );
  expect(fs.readdirSync(directory).filter((name) => /part|empty/.test(name))).toEqual([]);
});

test("an export covers what it was made of while the organization was suspended, and nothing later", async () => {
  const small = await makeOrganization();
  const judge = async (name: string) => {
    const { organization, rows } = await measureOrganization(here, small.orgId);
    assertCovers(await openOrganizationFile(at(name)), organization, rows);
  };
  await exportToFile(here, small.orgId, at("early.jsonl"), false);
  await expect(judge("early.jsonl")).rejects.toThrow(
    /^The export may lack what members have done since\. Suspend Acme/,
  );
  await suspendOrganization(here, small.orgId);
  await exportToFile(here, small.orgId, at("late.jsonl"), false);
  await expect(judge("early.jsonl")).rejects.toThrow(/may lack/);
  await judge("late.jsonl");
  await sealAll(small);
  await judge("late.jsonl");
  await owner()`delete from ou_memberships where org_id = ${small.orgId}`;
  await expect(judge("late.jsonl")).rejects.toThrow(/other numbers of rows than there are \(ou_memberships\)/);
  const file = await openOrganizationFile(at("late.jsonl"));
  const { organization } = await measureOrganization(here, small.orgId);
  const deleting = deleteOrganization(here, organization, (now, rows) => assertCovers(file, now, rows));
  await expect(deleting).rejects.toThrow(/ou_memberships/);
  expect(await owner()`select from organizations where org_id = ${small.orgId}`).toHaveLength(1);
});
