import fs from "node:fs";
import path from "node:path";
import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { closePool } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { checkAuditLogs, sealAuditLogs } from "@/domain/audit-log/seal";
import { provideEnv } from "@/lib/env";
import { seedDemo } from "@/server/demo/seed";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { until } from "@/testing/launch";
import { afterTest, dataDirectory, ownerDatabase, run, SLOW } from "@/testing/process";

/** What a server is for its database: it owns the data directory and works. The rest of it has no part in backups. */
async function serve(directory: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory: directory, purpose: "server" });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= closePool().then(() => server.stop());
    return stopped;
  };
  afterTest(stop);
  await migrateDatabase(server);
  provideEnv({ DATABASE_URL: server.appUrl, ...server.keys });
  await seedDemo(directory, server.ownerUrl);
  await until("the audit log to be sealed", async () => {
    await sealAuditLogs();
    return (await ownerDatabase(directory).sql`select from audit_unsealed`).length === 0;
  });
  return { ...server, stop };
}

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

async function command(name: string, env: Record<string, string>, ...args: string[]) {
  const ran = await run(name, env, args);
  const code = await ran.exited;
  return { code, stderr: ran.stderr(), result: code === 0 ? JSON.parse(ran.stdout()) : undefined };
}

/** A moment after everything that was committed, and before anything that will be. */
async function momentOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ at: Date }[]>`select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as at`;
  const at = row?.at as Date;
  await until("the moment to pass", async () => (await sql`select where clock_timestamp() > ${at}`).length > 0);
  return at.toISOString();
}

const rowsOf = async (sql: Sql) =>
  (
    await sql`select (select count(*)::int from members) as members, (select count(*)::int from leads) as leads,
      (select count(*)::int from events) as events, (select count(*)::int from audit_entries) as entries`
  )[0];

test("after a deletion in bulk the database goes back to the second before, and bad backups are refused and change nothing", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = dataDirectory();
  const place = dataDirectory();
  fs.chmodSync(place, 0o711); // Postgres's own user gets there
  const DIR = path.join(place, "backups");
  const at = (...names: string[]) => path.join(DIR, ...names);
  const server = await serve(DATA_DIR);
  const { sql, secrets } = ownerDatabase(DATA_DIR);
  const early = await momentOf(sql);
  const restore = (...args: string[]) => command("restore", { DATA_DIR }, "--from", DIR, ...args);

  const first = await command("backup", { DATA_DIR }, "--to", DIR);
  expect(first.stderr).toBe("");
  expect(first.result).toMatchObject({
    tried: { organizations: 1, members: 40, audit_logs: 1 },
    removed: { bases: 0 },
  });
  const { backup } = first.result;
  expect([DIR, at("wal"), backup, path.join(backup, "secrets.json")].map(modeOf)).toEqual(
    ["700", "700", "700", "600"].map((mode, index) => (index === 0 && process.getuid?.() === 0 ? modeOf(DIR) : mode)),
  );
  expect(fs.readdirSync(DIR).sort()).toEqual(["base", "wal"]);
  for (const secret of secrets) expect(fs.readFileSync(path.join(backup, "secrets.json"), "utf8")).toContain(secret);

  await sql`update org_units set name = 'After the copy' where name = 'Default'`;
  const kept = await rowsOf(sql);
  const before = await momentOf(sql);
  await sql`delete from events`;
  await sql`delete from leads`;
  const after = await momentOf(sql);
  const second = await command("backup", { DATA_DIR }, "--to", DIR, "--untried");
  expect(second.stderr).toBe("");
  expect((await restore()).stderr).toMatch(/is in use by the server with pid/);
  await sql.end();
  await server.stop();

  const there = fs.readdirSync(DATA_DIR).sort();
  const hidden = (file: string, work: () => Promise<unknown>) => {
    fs.renameSync(file, `${file}.hidden`);
    return work().finally(() => fs.renameSync(`${file}.hidden`, file));
  };
  const refused = async (args: string[], sentence: RegExp) => {
    const { code, stderr } = await restore(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim()).not.toContain("\n");
    expect(code).toBe(1);
    expect(fs.readdirSync(DATA_DIR).sort()).toEqual(there);
  };
  await refused([], /has a database already\. With --replace it is moved/);
  await refused(["--replace", "--from", at("none")], /^There is no backup in .*none\.$/m);
  await refused(["--replace", "--at", early], /^The oldest backup in .* is of .*; give a later time\.$/m);
  await refused(["--at", "2999-01-01T00:00:00Z"], /^--at must be a time in the past/);
  await refused(["--replace", "--at", new Date().toISOString()], /end before .*; give an earlier time/);
  const facts = path.join(second.result.backup, "backup.json");
  const text = fs.readFileSync(facts, "utf8");
  fs.writeFileSync(facts, JSON.stringify({ ...JSON.parse(text), migration: 9e15 }));
  await refused(["--replace"], /was made by a newer version of the product/);
  fs.writeFileSync(facts, text);
  await hidden(at("wal"), () => refused(["--replace"], /^There is no backup in/));
  await hidden(path.join(second.result.backup, "cluster"), () =>
    refused(["--replace"], /cluster cannot be used \(ENOENT\)\.$/m),
  );

  const newest = at("wal", `${JSON.parse(text).last_wal}.gz`);
  const whole = fs.readFileSync(newest);
  fs.writeFileSync(newest, whole.subarray(0, 1_000));
  await refused(["--replace"], /are not whole: \w+\.gz is damaged\. With --at a time before that can be reached\.$/m);
  fs.writeFileSync(newest, whole);
  await hidden(at("wal", `${JSON.parse(text).first_wal}.gz`), () =>
    refused(["--replace"], /are missing|cannot be restored/),
  );

  const restored = await restore("--replace", "--at", before);
  expect(restored.stderr).toBe("");
  expect(restored.result).toMatchObject({ backup, organizations: 1, leads: kept?.leads, events: kept?.events });
  expect(fs.existsSync(path.join(restored.result.kept, "cluster", "PG_VERSION"))).toBe(true);
  expect(fs.readdirSync(DATA_DIR).filter((name) => name.startsWith("restoring"))).toEqual([]);

  await serve(DATA_DIR);
  await checkAuditLogs();
  const now = ownerDatabase(DATA_DIR).sql;
  expect((await now`select differs_at from audit_trees`).map((tree) => tree.differs_at)).toEqual([null]);
  expect(await rowsOf(now)).toMatchObject({ leads: kept?.leads, events: kept?.events });
  expect((await now`select from org_units where name = 'After the copy'`).length).toBe(1);

  const checked = await command("restore-check", { DATA_DIR });
  expect(checked.result, checked.stderr).toMatchObject({ whole: true, members: 40 });
  await now`alter table leads no force row level security`;
  await now`update member_tallies set viewers = viewers + 1`;
  expect(await command("restore-check", { DATA_DIR })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^The restored database is not whole: row-level security is not forced on leads; the number of members differs/,
    ),
  });

  const third = await command("backup", { DATA_DIR }, "--to", DIR, "--untried", "--keep", "1");
  expect(third.stderr).toBe("");
  expect(third.result.removed).toMatchObject({ bases: 2 });
  expect(fs.readdirSync(at("base"))).toEqual([path.basename(third.result.backup)]);
  const oldest = fs
    .readdirSync(at("wal"))
    .map((name) => name.slice(8, 24))
    .sort()[0];
  expect(oldest).toBe(
    JSON.parse(fs.readFileSync(path.join(third.result.backup, "backup.json"), "utf8")).first_wal.slice(8),
  );
  expect(await command("backup", { DATA_DIR }, "--to", "/dev/null/backups")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/cannot be used/),
  });
  expect(after > before).toBe(true);
});
