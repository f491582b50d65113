import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { signerOf, writeCheckpoint } from "@/lib/checkpoint";
import { GrowingTree, leafHash } from "@/lib/merkle-tree";
import { auditKey } from "@/testing/audit-key";
import {
  afterTest,
  api,
  copyDemo,
  dataDirectory,
  demoDirectory,
  postmasterPid,
  run,
  SLOW,
  startReady,
  unitNames,
} from "@/testing/process";
import { startEmbeddedPostgres } from "./embedded-postgres";

const Made = z.strictObject({
  org_id: z.string().startsWith("org_"),
  unit_id: z.string().startsWith("unit_"),
  org_member_id: z.string().startsWith("mem_"),
  email: z.string(),
  password: z.string().min(12),
  token: z.string().startsWith("lv_pat_"),
});
const person = ["--email", "ada@acme.test", "--first-name", "Ada", "--last-name", "Lovelace"];

test("with the operator's own database, a start migrates it and creates neither a demo nor an embedded database", {
  timeout: SLOW,
}, async () => {
  const own = await startEmbeddedPostgres({ dataDirectory: dataDirectory(), purpose: "server" });
  afterTest(() => own.stop());
  const DATA_DIR = dataDirectory();
  const urls = { DATABASE_URL: own.appUrl, MIGRATION_DATABASE_URL: own.ownerUrl };
  const NEXTAUTH_SECRET = "a key for tests, as an operator would set it";
  const early = await run("start", { DATA_DIR, DATABASE_URL: own.ownerUrl, NEXTAUTH_SECRET, AUDIT_KEY: auditKey });
  expect(await early.exited).toBe(1);
  expect(early.stderr()).toMatch(/^The role "postgres" in DATABASE_URL could bypass row-level security/);
  const keyless = await run("start", { DATA_DIR, ...urls });
  expect(await keyless.exited).toBe(1);
  expect(keyless.stderr()).toMatch(/^Set NEXTAUTH_SECRET to 32 random characters or more/);
  const unsigned = await run("start", { DATA_DIR, ...urls, NEXTAUTH_SECRET });
  expect(await unsigned.exited).toBe(1);
  expect(unsigned.stderr()).toMatch(/^Set AUDIT_KEY to 32 random bytes in base64/);
  const server = await startReady({ DATA_DIR, ...urls, NEXTAUTH_SECRET, AUDIT_KEY: auditKey });
  expect(fs.readdirSync(DATA_DIR)).toEqual([]);
  const command = await run("org-create", { DATA_DIR, DATABASE_URL: own.appUrl }, ["--name", "Acme", ...person]);
  expect(await command.exited).toBe(0);
  expect(await unitNames(server, Made.parse(JSON.parse(command.stdout())).token)).toEqual(["Default"]);
  server.child.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});

test("org:create works without a server, alongside one, and while one starts", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const alone = await run("org-create", { DATA_DIR, ORG_ADMIN_PASSWORD: "a long enough phrase" }, [
    "--name",
    "Alone",
    ...person,
  ]);
  expect(await alone.exited, alone.stderr()).toBe(0);
  expect(postmasterPid(DATA_DIR)).toBe(0);
  const made = Made.parse(JSON.parse(alone.stdout()));
  expect(made).toMatchObject({ email: "ada@acme.test", password: "a long enough phrase" });
  expect(alone.stdout().trimEnd()).not.toContain("\n");

  const [during, server] = await Promise.all([
    run("org-create", { DATA_DIR }, ["--name", "During", ...person]),
    run("start", { DATA_DIR }),
  ]);
  await server.ready();
  expect(await during.exited, during.stderr()).toBe(0);
  const wanted = ["--email", "ADA@acme.test", "--org", made.org_id, "--scopes", "read,ingest", "--unit", made.unit_id];
  const running = await run("token-create", { DATA_DIR }, wanted);
  expect(await running.exited, running.stderr()).toBe(0);
  expect(await unitNames(server, z.object({ token: z.string() }).parse(JSON.parse(running.stdout())).token)).toEqual([
    "Default",
  ]);
  expect(postmasterPid(DATA_DIR)).toBeGreaterThan(0);
  expect(fs.existsSync(path.join(DATA_DIR, "demo.json"))).toBe(false); // the database was not empty

  for (const [args, code, sentence] of [
    [["--email", "ada@acme.test"], 1, /several organizations; add --org with one of org_/],
    [["--email", "nobody@acme.test"], 1, /^No member has the e-mail address nobody@acme\.test\.\n$/],
    [["--mail", "ada@acme.test"], 2, /Unknown option '--mail'/],
    [["--email", "ada@acme.test", "--scopes", "everything"], 1, /^--scopes must be one of read, ingest/],
    [["--email", "ada@acme.test", "--org", made.org_id, "--unit", "unit_0"], 1, /has access to no org unit unit_0\.$/m],
    [[], 2, /^--email is missing\./],
  ] as const) {
    const refused = await run("token-create", { DATA_DIR }, [...args]);
    expect(await refused.exited).toBe(code);
    expect(refused.stderr()).toMatch(sentence);
    expect(refused.stdout()).toBe("");
  }
});

test("an organization is listed, suspended, resumed, exported, deleted once its name is typed, and imported, beside a running server", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR });
  const command = async (name: string, args: string[], typed?: string) => {
    const ran = await run(name, { DATA_DIR }, args, typed);
    return { code: await ran.exited, stdout: ran.stdout(), stderr: ran.stderr() };
  };
  const { org_id: id, token } = Made.parse(
    JSON.parse((await command("org-create", ["--name", "Acme", ...person])).stdout),
  );
  const org = ["--org", id];
  const listed = JSON.parse((await command("org-list", [])).stdout).organizations;
  expect(listed).toContainEqual(expect.objectContaining({ org_id: id, name: "Acme", members: 1, suspended_at: null }));
  const status = async () => (await api(server, token, "/organization")).status;
  expect(JSON.parse((await command("org-suspend", org)).stdout)).toMatchObject({ org_id: id });
  expect(await status()).toBe(403);
  expect(JSON.parse((await command("org-resume", org)).stdout)).toMatchObject({ suspended_at: null });
  expect(await status()).toBe(200);
  for (const [args, typed, code, sentence] of [
    [org, undefined, 2, /^Give either --export or --without-export\./],
    [[...org, "--without-export"], "Acne\n", 1, /That is not its name; nothing was deleted\.\n$/],
    [["--org", "org_none", "--without-export"], undefined, 1, /^No organization has the ID org_none\.\n$/],
  ] as const) {
    expect(await command("org-delete", [...args], typed)).toMatchObject({
      code,
      stdout: "",
      stderr: expect.stringMatching(sentence),
    });
  }
  expect(await status()).toBe(200);
  const file = path.join(dataDirectory(), "acme.jsonl");
  await command("org-suspend", org);
  const exported = await command("org-export", [id, "--to", file, "--with-passwords"]);
  expect(JSON.parse(exported.stdout), exported.stderr).toMatchObject({ org_id: id, rows: { members: 1 } });
  const deleted = await command("org-delete", [...org, "--export", file], "Acme\n");
  expect(deleted.stderr).toMatch(/^This deletes Acme \(org_\w+\) for good\.\n.*members: 1/);
  expect(JSON.parse(deleted.stdout)).toMatchObject({ org_id: id, deleted: { organizations: 1, members: 1 } });
  expect(await status()).toBe(401);
  const imported = await command("org-import", ["--from", file]);
  expect(JSON.parse(imported.stdout), imported.stderr).toMatchObject({ org_id: id, shared_addresses: 0 });
  expect(await status()).toBe(403);
  await command("org-resume", org);
  expect(await status()).toBe(200);
});

test("audit:verify needs neither a database nor a server, and audit:prune needs the owner", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = dataDirectory();
  const at = (name: string) => path.join(DATA_DIR, name);
  const entries = ["first", "second"].map((word) => JSON.stringify({ id: word, values: {} }));
  const tree = new GrowingTree();
  const lines = entries.map((entry, index) => {
    const hash = leafHash(entry);
    tree.append(hash);
    return `${JSON.stringify({ index, hash: hash.toString("hex"), entry, values: {} })}\n`;
  });
  const signer = signerOf("localhost:3000/audit/org_1", Buffer.alloc(32, 1));
  fs.writeFileSync(at("log.jsonl"), lines.join(""));
  fs.writeFileSync(at("changed.jsonl"), lines.join("").replace("second", "another"));
  fs.writeFileSync(at("checkpoint.txt"), writeCheckpoint(signer, tree));
  fs.writeFileSync(at("keys.txt"), `${signer.verifierKey}\n`);
  const files = ["--checkpoint", at("checkpoint.txt"), "--key", at("keys.txt")];
  for (const [log, code, stdout, stderr] of [
    ["log.jsonl", 0, /^\{"verified":true,"entries":2,"pruned":0,"after_checkpoint":0,"checkpoint":2\}\n$/, /^$/],
    ["changed.jsonl", 1, /^$/, /^The entry at index 1 has been changed, or is not in its place\.\n$/],
    ["missing.jsonl", 1, /^$/, /missing\.jsonl cannot be read \(ENOENT\)\.\n$/],
  ] as const) {
    const verified = await run("audit-verify", { DATA_DIR }, ["--export", at(log), ...files]);
    expect(await verified.exited).toBe(code);
    expect(verified.stdout()).toMatch(stdout);
    expect(verified.stderr()).toMatch(stderr);
  }
  expect(fs.readdirSync(DATA_DIR)).toHaveLength(4);
  copyDemo(DATA_DIR);
  const future = await run("audit-prune", { DATA_DIR }, ["--before", "2999-01-01"]);
  expect(await future.exited).toBe(1);
  expect(future.stderr()).toMatch(/^--before must be a date in the past/);
  const pruned = await run("audit-prune", { DATA_DIR }, ["--before", "2026-01-01"]);
  expect(await pruned.exited, pruned.stderr()).toBe(0);
  expect(pruned.stdout()).toBe('{"pruned":[]}\n');
});
