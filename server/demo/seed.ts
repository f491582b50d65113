import fs from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { connectAsAdmin } from "@/db/admin-connection";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { withScope } from "@/db/scope";
import { findAccountsByEmail } from "@/db/system";
import type { Actor } from "@/domain/access/actor";
import { createOrganization } from "@/domain/organizations/operations";
import { createTokenFor } from "@/domain/tokens/create-token-for";
import { hashPassword } from "@/lib/auth/password";
import { randomBase62 } from "@/lib/auth/token";
import { appUrl } from "@/lib/env";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { textKey } from "@/lib/text-key";
import { type DemoPerson, demoAdmin, demoGuides, demoOrganization, demoPeople, demoUnits } from "./people";
import { seedLeads } from "./seed-leads";

/** The passwords of an unfinished demo, kept until `demo.json` is written, so that the next start can finish a killed one. */
const Begun = z.object({ passwords: z.record(z.string(), z.string()) });

function emailOf({ first, last }: { first: string; last: string }): string {
  const plain = (name: string) =>
    name
      .normalize("NFKD")
      .replace("ı", "i")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase();
  return `${plain(first)}.${plain(last)}@acme.test`;
}

async function hasOrganization(ownerUrl: string): Promise<boolean> {
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL"); // only the owner sees every organization
  try {
    return (await sql`select from organizations limit 1`).length > 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const noteOf = ({ first, last }: DemoPerson) => demoGuides[`${first} ${last}`];
const isGuide = (person: DemoPerson) => noteOf(person) !== undefined;

function begin(file: string): z.output<typeof Begun> {
  const known = Begun.safeParse(readJsonFile(file));
  if (known.success) return known.data;
  const people = [demoAdmin, ...demoPeople.filter(isGuide)];
  const begun = { passwords: Object.fromEntries(people.map((person) => [emailOf(person), randomBase62(24)])) };
  writePrivateFile(file, JSON.stringify(begun));
  return begun;
}

async function foundOrganization(password: string): Promise<{ actor: Actor; token: string }> {
  const email = emailOf(demoAdmin);
  const find = async () => (await findAccountsByEmail(addressKey(email)))[0]?.actor;
  const made = await find();
  if (made) return { actor: made, token: (await createTokenFor(email, made.orgId)).token };
  const admin = { first_name: demoAdmin.first, last_name: demoAdmin.last, email, password };
  const { token } = await createOrganization({ name: demoOrganization, admin });
  return { actor: (await find()) as Actor, token }; // it has just been committed
}

const DAY = 86_400_000;

/** When the person of this number came: the last today, and two every three days before. */
const arrival = (index: number) => new Date(Date.now() - Math.floor(((demoPeople.length - 1 - index) * 3) / 2) * DAY);

function memberRow(orgId: string, person: DemoPerson, passwordHash: string, createdAt: Date) {
  const { first: firstName, last: lastName, role } = person;
  const email = emailOf(person);
  return {
    orgId,
    orgMemberId: newId("mem"),
    firstName,
    lastName,
    email,
    emailKey: addressKey(email),
    role,
    passwordHash,
    createdAt,
    acceptedAt: createdAt,
  };
}

/** Adds OUs, members and memberships in one transaction, unless an earlier start did. Nobody is invited, so nobody gets mail. */
async function fill(actor: Actor, passwords: Record<string, string>): Promise<string> {
  const { orgId } = actor;
  const unknown = await hashPassword(randomBase62(24)); // for those whose password nobody is told: one hash saves a second
  const hashOf = async (email: string) => (passwords[email] ? hashPassword(passwords[email]) : unknown);
  const rows = await Promise.all(
    demoPeople.map(async (person, index) => memberRow(orgId, person, await hashOf(emailOf(person)), arrival(index))),
  );
  const units = demoUnits.map((unit) => ({ ...unit, orgId, unitId: newId("unit"), nameKey: textKey(unit.name) }));
  return withScope(actor, async (tx) => {
    const present = await tx
      .select({ name: orgUnits.name, unitId: orgUnits.unitId, isDefault: orgUnits.isDefault })
      .from(orgUnits);
    const standard = present.find((unit) => unit.isDefault)?.unitId ?? "";
    if (present.length > 1) return standard;
    const idOf = new Map<string, string>([
      ["Default", standard],
      ...units.map((unit) => [unit.name, unit.unitId] as const),
    ]);
    const granted = demoPeople.flatMap(({ units: roles }, index) =>
      Object.entries(roles).map(([unit, role]) => {
        const orgMemberId = rows[index]?.orgMemberId ?? "";
        return { orgId, unitId: idOf.get(unit) ?? "", orgMemberId, role, grantedBy: actor.memberId };
      }),
    );
    await tx.insert(orgUnits).values(units);
    await tx.insert(members).values(rows);
    await tx.insert(ouMemberships).values(granted);
    return standard;
  });
}

/** Adds leads, events and rules to the OUs. */
async function fillUnits(actor: Actor): Promise<void> {
  const units = await withScope(actor, (tx) =>
    tx.select({ name: orgUnits.name, unitId: orgUnits.unitId }).from(orgUnits).where(eq(orgUnits.orgId, actor.orgId)),
  );
  await Promise.all(units.map(({ unitId, name }) => seedLeads(actor, unitId, name)));
}

type Name = { first: string; last: string };

function guide(person: Name, role: string, note: string | undefined, passwords: Record<string, string>) {
  const email = emailOf(person);
  return { email, password: passwords[email], role, note };
}

/**
 * Makes the demo organization in an empty embedded database, and writes its credentials to `demo.json` in the data directory
 * (mode 600). Finishes what a killed start has begun. Returns that file's path if it exists.
 */
export async function seedDemo(dataDirectory: string, ownerUrl: string): Promise<string | undefined> {
  const file = path.join(dataDirectory, "demo.json");
  const draft = path.join(dataDirectory, "demo.begun.json");
  if (!fs.existsSync(draft)) {
    if (await hasOrganization(ownerUrl)) return fs.existsSync(file) ? file : undefined;
  }
  const { passwords } = begin(draft);
  const email = emailOf(demoAdmin);
  const { actor, token } = await foundOrganization(passwords[email] ?? "");
  const unitId = await fill(actor, passwords);
  await fillUnits(actor);
  const guides = demoPeople.filter(isGuide).map((person) => guide(person, person.role, noteOf(person), passwords));
  const list = [guide(demoAdmin, "admin", "first admin of the organization", passwords), ...guides];
  const identity = { url: appUrl(), org_id: actor.orgId, unit_id: unitId, email, password: passwords[email], token };
  writePrivateFile(file, `${JSON.stringify({ ...identity, members: list }, null, 2)}\n`);
  fs.rmSync(draft);
  return file;
}
