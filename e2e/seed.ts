import { createHash, createHmac, randomInt, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import postgres from "postgres";

// The tests' only access besides HTTP. It finds the database of `npm start` by secrets.json and postmaster.pid below DATA_DIR,
// and writes as the owner, in plain SQL, so that a fault in the product's own code cannot hide in the set-up.

export type Role = "admin" | "editor" | "viewer";
export type Unit = { unit_id: string; name: string; slug: string };
export type Scope = "read" | "ingest" | "write" | "admin";
export type Person = {
  org_member_id: string;
  email: string;
  token: string;
  role: Role;
  /** The only OU that the token reaches. */
  onlyUnitId?: string;
};
export type Organization = { org_id: string; name: string; defaultUnit: Unit; admin: Person };

type DatabaseAccess = { port: number; ownerPassword: string; appPassword: string; sessionKey: string; dataKey: string };

/** Reads the port of a data directory's embedded database, its two roles' passwords, and the keys of cookies and of links. */
export function loadSecrets(dataDirectory: string): DatabaseAccess {
  const secrets = JSON.parse(fs.readFileSync(path.join(dataDirectory, "secrets.json"), "utf8"));
  const lines = fs.readFileSync(path.join(dataDirectory, "cluster", "postmaster.pid"), "utf8").split("\n");
  const { owner_password: ownerPassword, app_password: appPassword, nextauth_secret: sessionKey } = secrets;
  return { port: Number(lines[3]), ownerPassword, appPassword, sessionKey, dataKey: secrets.data_key };
}

/** The DATABASE_URL of the application's role; `port` overrides the database's own, for a relay in between. */
export function applicationUrl(access = loadSecrets(dataDirectory()), port = access.port): string {
  return `postgres://leadvibe_app:${access.appPassword}@127.0.0.1:${port}/leadvibe`;
}

const dataDirectory = () => process.env.E2E_DATA_DIR ?? "";
let connection: postgres.Sql | undefined;

/** The owner's connection to the database under test, which row-level security does not bind. */
export function database(): postgres.Sql {
  if (!connection) {
    const { port, ownerPassword: password } = loadSecrets(dataDirectory());
    const at = { host: "127.0.0.1", port, database: "leadvibe", user: "postgres", password };
    connection = postgres({ ...at, max: 4, idle_timeout: 5, onnotice: () => {} });
  }
  return connection;
}

/** Ends this worker's connection. */
export async function closeSeed(): Promise<void> {
  await connection?.end({ timeout: 2 });
  connection = undefined;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** A new ID of the product's form. */
export const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "")}`;

const base62 = (length: number) => Array.from({ length }, () => BASE62[randomInt(62)]).join("");

/** A well-formed token that nobody holds: `lv_pat_`, 30 base62 characters and their CRC-32 in 6 (contract §4). */
export function mintToken(prefix = "lv_pat_"): string {
  const secret = base62(30);
  let rest = crc32(secret);
  let check = "";
  for (let digit = 0; digit < 6; digit += 1) {
    check = BASE62[rest % 62] + check;
    rest = Math.floor(rest / 62);
  }
  return `${prefix}${secret}${check}`;
}

type Limits = { expiresInSeconds?: number; scopes?: Scope[]; onlyUnitId?: string | undefined };

async function insertToken(orgId: string, memberId: string, limits: Limits) {
  const { expiresInSeconds: seconds, scopes = ["read", "ingest", "write", "admin"], onlyUnitId = null } = limits;
  const [id, token] = [newId("tok"), mintToken()];
  const hash = createHash("sha256").update(token).digest("hex");
  const expiresAt = seconds === undefined ? null : new Date(Date.now() + seconds * 1000);
  await database()`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash, expires_at, scopes, only_unit_id)
    values (${orgId}, ${id}, ${memberId}, 'Seeded', ${hash}, ${expiresAt}, ${scopes}, ${onlyUnitId})`;
  return { id, token };
}

/** A token for a member, without limits by default. `expiresInSeconds` may be negative: expired already. */
export const seedToken = async (orgId: string, memberId: string, limits: Limits = {}) =>
  (await insertToken(orgId, memberId, limits)).token;

/** The ID of a new token of a member, if the secret is not needed. */
export const seedTokenId = async (orgId: string, memberId: string, onlyUnitId?: string) =>
  (await insertToken(orgId, memberId, { onlyUnitId })).id;

/** The ID of a new browser session of a member, whose cookie does not work. */
export async function seedSessionId(orgId: string, memberId: string): Promise<string> {
  const id = newId("ses");
  const hash = createHash("sha256").update(id).digest("hex");
  await database()`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    values (${orgId}, ${id}, ${memberId}, ${hash}, now() + interval '1 hour')`;
  return id;
}

export type Program = { secret_id: string; basic: string };

/** A service account of an OU, made by `madeBy` or somebody unknown; `basic` is its `client_id:client_secret`. */
export async function seedSecret(
  orgId: string,
  unitId: string,
  madeBy: string | null = null,
  scopes: Scope[] = ["read", "ingest", "write"],
): Promise<Program> {
  const [secret_id, clientId, secret] = [newId("sec"), `lv_ci_${base62(24)}`, mintToken("lv_cs_")];
  const hash = createHash("sha256").update(secret).digest("hex");
  await database()`insert into service_accounts (org_id, unit_id, secret_id, client_id, name, secret_hash, scopes, created_by, created_by_name)
    values (${orgId}, ${unitId}, ${secret_id}, ${clientId}, 'Seeded', ${hash}, ${scopes}, ${madeBy}, ${madeBy && "Ada Lovelace"})`;
  return { secret_id, basic: `${clientId}:${secret}` };
}

/** The ID of a new lead of an OU, without events. */
export async function seedLead(orgId: string, unitId: string): Promise<string> {
  const id = newId("lead");
  await database()`insert into leads (org_id, unit_id, lead_id) values (${orgId}, ${unitId}, ${id})`;
  return id;
}

/** The ID of a new engagement ruleset of an OU. */
export async function seedRuleset(orgId: string, unitId: string): Promise<string> {
  const id = newId("rset");
  await database()`insert into rulesets (org_id, unit_id, ruleset_id, name, kind)
    values (${orgId}, ${unitId}, ${id}, 'Seeded', 'engagement')`;
  return id;
}

/** The ID of a new rule in a ruleset of an OU, or in a new one. */
export async function seedRule(orgId: string, unitId: string, rulesetId?: string): Promise<string> {
  const id = newId("rule");
  await database()`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, event_type, weight)
    values (${orgId}, ${unitId}, ${id}, ${rulesetId ?? (await seedRuleset(orgId, unitId))}, 'engagement', 'seen', 5)`;
  return id;
}

export const seededPassword = "the password of a seed";
const SEEDED_HASH = "$argon2id$v=19$m=64,t=1,p=1$wb7yYYX0BfYRw5swd5EUAA$R7Il7zj7MSuNw/i8zQ0ikp5FVxZKWlEpB2IiXSZ8JII";

/** Gives a member `seededPassword`, hashed cheaply. */
export async function seedPassword(memberId: string): Promise<void> {
  await database().begin(async (tx) => {
    await tx`select set_config('app.member_id', ${memberId}, true)`; // a trigger lets only the member set it
    await tx`update members set password_hash = ${SEEDED_HASH} where org_member_id = ${memberId}`;
  });
}

/** A new member with a token and memberships `{ unit_id: OU role }`. Nobody can sign in with the stored password. */
export async function seedMember(
  orgId: string,
  role: Role,
  units: Record<string, Role> = {},
  [first, last] = ["Ada", "Lovelace"],
): Promise<Person> {
  const sql = database();
  const org_member_id = newId("mem");
  const email = `${org_member_id}@example.com`;
  await sql`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, accepted_at)
    values (${orgId}, ${org_member_id}, ${first ?? ""}, ${last ?? ""}, ${email}, ${email}, ${role}, 'none', now())`;
  for (const [unitId, unitRole] of Object.entries(units)) {
    await sql`insert into ou_memberships (org_id, unit_id, org_member_id, role)
      values (${orgId}, ${unitId}, ${org_member_id}, ${unitRole})`;
  }
  return { org_member_id, email, role, token: await seedToken(orgId, org_member_id) };
}

/** The ID of a member invited by the organization's first admin, without a password, mail or link. */
export async function seedInvited(orgId: string, role: Role = "viewer"): Promise<string> {
  const id = newId("mem");
  const email = `${id}@example.com`;
  await database()`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, invited_by, invited_by_name)
    values (${orgId}, ${id}, 'Ida', 'Invited', ${email}, ${email}, ${role}, 'none',
      (select min(org_member_id) from members where org_id = ${orgId} and role = 'admin' and accepted_at is not null), 'Ada Lovelace')`;
  return id;
}

/** The ID of a deactivated member. */
export async function seedDeactivated(orgId: string, role: Role): Promise<string> {
  const { org_member_id: id } = await seedMember(orgId, role);
  await database()`update members set deactivated_at = now() where org_member_id = ${id}`;
  return id;
}

/** Begins a change of a member's address, which waits to be confirmed. */
export async function seedEmailChange(orgId: string, memberId: string): Promise<void> {
  await database()`insert into account_links (org_id, link_id, org_member_id, kind, email, expires_at)
    values (${orgId}, ${newId("lnk")}, ${memberId}, 'email_confirmation', ${`${memberId}@new.example.com`}, now() + interval '1 hour')`;
}

/** The path of a member's invitation link, made as the product makes it: the installation's key seals its ID. */
export async function seedInvitationPath(orgId: string, memberId: string): Promise<string> {
  const id = newId("lnk");
  await database()`insert into account_links (org_id, link_id, org_member_id, kind, email, expires_at)
    select org_id, ${id}, org_member_id, 'invitation', email, now() + interval '1 hour'
      from members where org_id = ${orgId} and org_member_id = ${memberId}`;
  const seal = createHmac("sha256", loadSecrets(dataDirectory()).sessionKey);
  return `/invitation/${id}.${seal.update(`account link\0invitation\0${id}`).digest("base64url")}`;
}

/** Adds `count` viewers called Zoë 1, Zoë 2 and so on, each with a membership in the OU. */
export async function seedMany(orgId: string, unitId: string, count: number): Promise<void> {
  const sql = database();
  await sql`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, accepted_at)
    select ${orgId}, 'mem_' || md5(${orgId} || n), 'Zoë', n::text, email, email, 'viewer', 'none', now()
      from generate_series(1, ${count}::int) n, lateral (select 'zoe' || n || '@example.com' as email)`;
  await sql`insert into ou_memberships (org_id, unit_id, org_member_id, role)
    select ${orgId}, ${unitId}, 'mem_' || md5(${orgId} || n), 'viewer' from generate_series(1, ${count}::int) n`;
}

/** A new OU. Its slug is its name in lower case, so name it in ASCII words. */
export async function seedUnit(orgId: string, name: string, isDefault = false): Promise<Unit> {
  const unit = { unit_id: newId("unit"), name, slug: name.toLowerCase().replaceAll(" ", "-") };
  await database()`insert into org_units (org_id, unit_id, name, name_key, slug, is_default)
    values (${orgId}, ${unit.unit_id}, ${name}, ${name.toLowerCase()}, ${unit.slug}, ${isDefault})`;
  return unit;
}

/** A new organization with its default OU and one admin. */
export async function seedOrganization(name = "Acme"): Promise<Organization> {
  const org_id = newId("org");
  await database()`insert into organizations (org_id, name) values (${org_id}, ${name})`;
  const defaultUnit = await seedUnit(org_id, "Default", true);
  return { org_id, name, defaultUnit, admin: await seedMember(org_id, "admin", { [defaultUnit.unit_id]: "admin" }) };
}

type Table = "members" | "org_units" | "ou_memberships" | "personal_access_tokens" | "account_links" | "messages";

/** How many rows a table has for an organization. */
export async function countRows(table: Table, orgId: string): Promise<number> {
  const sql = database();
  const [row] = await sql`select count(*)::int as n from ${sql(table)} where org_id = ${orgId}`;
  return row?.n;
}

/** How many org admins an organization has. */
export async function countAdmins(orgId: string): Promise<number> {
  const [row] = await database()`select count(*)::int as n from members where org_id = ${orgId} and role = 'admin'`;
  return row?.n;
}
