import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { pgTable, text } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { owner } from "@/testing/organization";

const folder = "db/migrations";
const read = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");

type Entry = { idx: number; when: number; tag: string };
const entries: Entry[] = JSON.parse(read("meta/_journal.json")).entries;
const snapshotFile = ({ idx }: Entry) => `meta/${String(idx).padStart(4, "0")}_snapshot.json`;
const newest = entries.at(-1) as Entry;

async function schemaModules(): Promise<Record<string, unknown>> {
  const files = fs.readdirSync("db/schema").filter((file) => file.endsWith(".ts"));
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ `./schema/${file}`)));
  return Object.assign({}, ...modules);
}

/** The statements that are missing from the migrations, as drizzle-kit would generate them. */
async function missing(schema: Record<string, unknown>): Promise<string[]> {
  const migrated = JSON.parse(read(snapshotFile(newest)));
  return generateMigration(migrated, generateDrizzleJson(schema, migrated.id));
}

describe("schema and migrations agree", () => {
  const remedy = "run `npx drizzle-kit generate --name <what>` and commit what it writes to db/migrations";

  test("drizzle-kit would generate nothing", async () => {
    expect(await missing(await schemaModules()), remedy).toEqual([]);
  });

  test("drizzle-kit would generate a table or a policy that no migration creates", async () => {
    const schema = await schemaModules();
    const table = pgTable("forgotten", { orgId: text("org_id").primaryKey() });
    expect(await missing({ ...schema, table })).toContainEqual(expect.stringContaining('CREATE TABLE "forgotten"'));
    const { devices: _left, ...fewer } = schema;
    expect(await missing(fewer)).toContainEqual(expect.stringContaining('DROP TABLE "devices"'));
  });
});

describe("the journal", () => {
  test("numbers the migrations in order, with rising times, because a migration older than the newest applied is skipped", () => {
    expect(entries.map((entry) => entry.idx)).toEqual(entries.map((_entry, index) => index));
    const times = entries.map((entry) => entry.when);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  test("names exactly the existing files", () => {
    const files = fs.readdirSync(folder).filter((file) => file.endsWith(".sql"));
    expect(files.sort()).toEqual(entries.map((entry) => `${entry.tag}.sql`).sort());
    const snapshots = fs.readdirSync(path.join(folder, "meta")).filter((file) => file.endsWith("_snapshot.json"));
    expect(snapshots.sort()).toEqual(entries.map((entry) => path.basename(snapshotFile(entry))).sort());
  });

  test("has snapshots that follow one another", () => {
    const chain = entries.map((entry) => JSON.parse(read(snapshotFile(entry))) as { id: string; prevId: string });
    for (const [index, snapshot] of chain.entries()) {
      if (index > 0) expect(snapshot.prevId, snapshotFile(entries[index] as Entry)).toBe(chain[index - 1]?.id);
    }
  });

  test("is what the database has applied", async () => {
    const applied =
      await owner()`select hash, created_at::text as time from drizzle.__drizzle_migrations order by created_at`;
    const hash = (file: string) => crypto.createHash("sha256").update(read(file)).digest("hex");
    expect(applied).toEqual(entries.map(({ tag, when }) => ({ hash: hash(`${tag}.sql`), time: String(when) })));
  });
});

test.each(["enter_by_token(text, text)", "enter_by_session(text, text, integer)", "enter_by_client(text, text)"])(
  "%s is there, runs as its caller, and the application may call it",
  async (name) => {
    const [found] = await owner()`
      select prosecdef as definer, has_function_privilege('leadvibe_app', oid, 'execute') as callable
        from pg_proc where oid = ${`public.${name}`}::regprocedure`;
    expect(found).toEqual({ definer: false, callable: true });
  },
);
