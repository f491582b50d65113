import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { readMail, renderMail } from "@/emails/mail";
import { verifiedCheckpoint } from "@/lib/checkpoint";
import { env, provideEnv } from "@/lib/env";
import { GrowingTree, leafHash } from "@/lib/merkle-tree";
import { addEntries, sealAll, sealedIds, treeOf } from "@/testing/audit-log";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { checkLog } from "./check-log";
import { keepCheckpoint } from "./keep-checkpoint";
import { mailCheckpoint } from "./mail-checkpoint";
import { checkAuditLogs, mailCheckpoints, sealAuditLog, sealAuditLogs } from "./seal";
import { sealEntries } from "./seal-entries";

let org: TestOrganization;
beforeEach(async () => {
  org = await makeOrganization();
});

const keysOf = async () => {
  const rows = await owner()`select key from audit_keys where org_id = ${org.orgId} order by first_used_at`;
  return rows.map(({ key }) => String(key));
};
const idsOf = async () =>
  (await owner()`select entry_id from audit_entries where org_id = ${org.orgId}`).map((row) => row.entry_id);

/** The root over all entries in the tree's order, computed from their texts. */
async function rootOfTexts() {
  const rows = await owner()`select e.content from audit_nodes n join audit_entries e using (org_id, entry_id)
    where n.org_id = ${org.orgId} and n.level = 0 order by n.index`;
  const tree = new GrowingTree();
  for (const { content } of rows) tree.append(leafHash(content));
  return tree.root;
}

/** As the owner of the database could, behind the product's back. */
async function tamper(statement: string) {
  await owner().unsafe(statement.replaceAll("$org", `'${org.orgId}'`));
}

test("200 writers and two sealers at once make one tree, with every entry once", async () => {
  let isWriting = true;
  const written = addEntries(org, 200).finally(() => {
    isWriting = false;
  });
  const seal = async () => {
    do await sealAuditLog(org.orgId);
    while (isWriting);
  };
  await Promise.all([written, seal(), seal()]);
  await sealAll(org);
  const sealed = await sealedIds(org);
  expect(new Set(sealed).size).toBe(sealed.length);
  expect(sealed.toSorted()).toEqual((await idsOf()).toSorted());
  const tree = await treeOf(org);
  expect(tree).toMatchObject({ size: sealed.length, verified: sealed.length, differs_at: null });
  const checkpoint = verifiedCheckpoint(tree.checkpoint, await keysOf());
  expect(checkpoint).toMatchObject({ size: sealed.length, root: await rootOfTexts() });
  expect(checkpoint?.name).toBe(`localhost:3000/audit/${org.orgId}`);
});

test("while another process works on a tree, its entries wait, and nobody waits for that process", async () => {
  await sealAll(org);
  const { size } = await treeOf(org);
  await addEntries(org, 3);
  const other = await owner().reserve();
  await other`begin`;
  await other`select from audit_trees where org_id = ${org.orgId} for update`;
  await sealEntries(org.orgId);
  expect((await treeOf(org)).size).toBe(size);
  await other`rollback`;
  other.release();
  await sealAll(org);
  expect((await treeOf(org)).size).toBe(size + 3);
});

test("a run seals more than a step of every organization, and goes on after one that fails", async () => {
  const broken = await makeOrganization("Broken");
  await addEntries(broken, 1);
  await owner()`insert into audit_trees (org_id, size) values (${broken.orgId}, 1)`; // a tree without its nodes
  await owner()`insert into audit_entries (org_id, entry_id, target_id, action, content)
    select ${org.orgId}, 'aud_' || md5(n::text), 'unit', 'org_unit.updated', '{"values":{}}' from generate_series(1, 4500) n`;
  await owner()`insert into audit_unsealed (org_id, entry_id) select org_id, entry_id from audit_entries
    where org_id = ${org.orgId} and action = 'org_unit.updated'`;
  const all = (await idsOf()).length;
  const run = async () => {
    await sealAuditLogs();
    return treeOf(org);
  };
  // A run leaves what is younger than a transaction that is still running, as one of another test may be.
  await expect.poll(run).toMatchObject({ size: all, differs_at: null });
  await checkAuditLogs();
  expect(await treeOf(org)).toMatchObject({ size: all, differs_at: null });
  await owner()`delete from audit_trees where org_id = ${broken.orgId}`;
});

test("an entry waits for older transactions that still run, so that the order of sealing is that of transactions", async () => {
  await sealAll(org);
  const older = await owner().reserve();
  await older`begin`;
  await older`select pg_current_xact_id()`;
  await addEntries(org, 3);
  const { size } = await treeOf(org).catch(() => ({ size: 0 }));
  await sealAuditLog(org.orgId);
  expect((await sealedIds(org)).length).toBe(size);
  await older`rollback`;
  older.release();
  await sealAll(org);
  expect((await sealedIds(org)).length).toBe(size + 3);
});

test("entries of a dump are sealed wherever the other server's transactions had got to", async () => {
  await sealAll(org);
  await addEntries(org, 2, "behind");
  await owner()`update audit_unsealed set xid = '3' where org_id = ${org.orgId}`;
  await addEntries(org, 2, "ahead");
  await owner()`update audit_unsealed set xid = '999999999999' where org_id = ${org.orgId} and xid <> '3'`;
  await sealAuditLog(org.orgId);
  expect(await owner()`select from audit_unsealed where org_id = ${org.orgId}`).toEqual([]);
  await addEntries(org, 2, "here");
  await sealAll(org);
  await checkLog(org.orgId, true);
  expect(await treeOf(org)).toMatchObject({ differs_at: null, size: (await idsOf()).length });
});

const tampered: [title: string, statement: string, at: number][] = [
  [
    "changed",
    "update audit_entries set content = replace(content, 'Unit', 'unit') where org_id = $org and entry_id = $entry",
    3,
  ],
  ["removed", "delete from audit_entries where org_id = $org and entry_id = $entry", 3],
  [
    "inserted",
    "insert into audit_entries select org_id, entry_id || '0', actor_id, target_id, about_unit_id, action, content from audit_entries where org_id = $org and entry_id = $entry",
    6,
  ],
  [
    "reordered",
    `update audit_nodes set entry_id = 'none' where org_id = $org and level = 0 and index = 3;
     update audit_nodes set entry_id = $entry where org_id = $org and level = 0 and index = 4;
     update audit_nodes set entry_id = $next where org_id = $org and level = 0 and index = 3`,
    3,
  ],
  ["cut off", "delete from audit_nodes where org_id = $org and level = 0 and index >= 3", 3],
  ["given another salt", "update audit_values set salt = salt || '0' where org_id = $org and entry_id = $entry", 3],
  ["sealed anew", "update audit_nodes set hash = repeat('0', 64) where org_id = $org and level = 0 and index = 3", 3],
];

test.each(tampered)("the daily check finds that an entry was %s", async (title, statement, at) => {
  await addEntries(org, 5);
  await sealAll(org);
  const { size } = await treeOf(org);
  const [entry, next] = (await sealedIds(org)).slice(3);
  await tamper(statement.replaceAll("$entry", `'${entry}'`).replaceAll("$next", `'${next}'`));
  await checkLog(org.orgId, true);
  expect(Number((await treeOf(org)).differs_at)).toBe(title === "inserted" ? size : at);
});

test("no checkpoint is signed for a tree that does not continue the last one", async () => {
  await addEntries(org, 5);
  await sealAll(org);
  const { checkpoint } = await treeOf(org);
  await tamper("update audit_nodes set hash = repeat('0', 64) where org_id = $org and level = 2 and index = 0");
  await addEntries(org, 4);
  await sealAll(org);
  expect((await treeOf(org)).checkpoint).toBe(checkpoint);
});

test("a new key signs from then on, and the old one stays among the keys", async () => {
  const key = env().AUDIT_KEY ?? "";
  await addEntries(org, 2);
  await sealAll(org);
  const { checkpoint: before } = await treeOf(org);
  try {
    provideEnv({ AUDIT_KEY: `${"8".repeat(42)}8=` });
    await addEntries(org, 2);
    await sealAll(org);
  } finally {
    provideEnv({ AUDIT_KEY: key });
  }
  const { checkpoint: after } = await treeOf(org);
  const keys = await keysOf();
  expect(keys).toHaveLength(2);
  expect(verifiedCheckpoint(before, keys.slice(0, 1))).toBeDefined();
  expect(verifiedCheckpoint(after, keys.slice(0, 1))).toBeUndefined();
  expect(verifiedCheckpoint(after, keys)).toBeDefined();
});

test("checkpoints are kept as files, each once, and a directory that was out of reach gets the newest later", async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-checkpoints-"));
  const folder = path.join(directory, org.orgId);
  try {
    fs.writeFileSync(folder, "in the way");
    provideEnv({ AUDIT_CHECKPOINT_DIR: directory });
    await addEntries(org, 2);
    await sealAll(org);
    await keepCheckpoint(org.orgId);
    fs.rmSync(folder);
    await keepCheckpoint(org.orgId);
    const { size, checkpoint } = await treeOf(org);
    expect(fs.readdirSync(folder)).toEqual([`${size}.txt`]);
    expect(fs.readFileSync(path.join(folder, `${size}.txt`), "utf8")).toBe(checkpoint);
    fs.writeFileSync(path.join(folder, `${size}.txt`), "kept");
    await addEntries(org, 1);
    await sealAll(org);
    await keepCheckpoint(org.orgId);
    expect(fs.readdirSync(folder).toSorted()).toEqual([`${size}.txt`, `${size + 1}.txt`]);
    expect(fs.readFileSync(path.join(folder, `${size}.txt`), "utf8")).toBe("kept");
  } finally {
    provideEnv({ AUDIT_CHECKPOINT_DIR: "" });
    fs.rmSync(directory, { recursive: true, force: true });
  }
});

test("checkpoints are mailed to every active org admin, if the operator wants that", async () => {
  const second = await addMember(org, { role: "admin" });
  await addMember(org, { role: "editor" });
  await addEntries(org, 1);
  await sealAll(org);
  const mails = () =>
    owner()`select org_member_id, facts from messages where org_id = ${org.orgId} and kind = 'audit_checkpoint'`;
  await mailCheckpoints();
  expect(await mails()).toEqual([]);
  await mailCheckpoint(org.orgId);
  const { checkpoint } = await treeOf(org);
  const sent = await mails();
  expect(sent.map((mail) => mail.org_member_id).toSorted()).toEqual([org.admin.memberId, second.memberId].toSorted());
  const [mail] = sent;
  const { text } = await renderMail(readMail("audit_checkpoint", mail?.facts));
  for (const line of checkpoint.trim().split("\n")) expect(text).toContain(line);
});
