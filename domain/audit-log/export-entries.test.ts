import { beforeAll, expect, inject, test } from "vitest";
import { GET as getCheckpoint } from "@/app/(api)/audit-log/checkpoint/route";
import { GET as exportLog } from "@/app/(api)/audit-log/export/route";
import { GET as getKeys } from "@/app/(api)/audit-log/key/route";
import { pruneAuditLogs } from "@/db/prune-audit-log";
import { withScope } from "@/db/scope";
import type { Handler } from "@/lib/http/answer";
import { leafHash } from "@/lib/merkle-tree";
import { addEntries, sealAll, treeOf } from "@/testing/audit-log";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { audit, changesBetween } from "./audit";
import { type Proofs, verifyExport } from "./verify-export";

let org: TestOrganization;

/** Asks a route as the organization's admin does. */
async function ask(route: Handler, query = "", token = org.token) {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await route(new Request(`http://localhost:3000/audit-log${query}`, { headers }), {
    params: Promise.resolve({}),
  });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}
const exported = async (query = "") => (await ask(exportLog, query)).text;
const checkpointOf = async () => (await ask(getCheckpoint)).text;

type Line = {
  index: number;
  hash: string;
  entry?: string;
  values?: Record<string, { salt: string; value: string }>;
  proof?: string[];
};
const linesOf = (text: string) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
const textOf = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

let keys: string[];
/** What a verification of the text says: the number of entries, or the first difference. */
async function verified(text: string, proofs: Omit<Proofs, "keys">, by = keys) {
  async function* lines() {
    for (const line of text.split("\n")) if (line !== "") yield line;
  }
  return verifyExport(lines(), { ...proofs, keys: by }).catch((error: Error) => error.message);
}

let [before, checkpoint, whole] = ["", "", ""];
let size = 0;
let memberId = "";

beforeAll(async () => {
  org = await makeOrganization();
  expect(await ask(getCheckpoint)).toMatchObject({
    status: 404,
    text: expect.stringContaining("checkpoint_not_found"),
  });
  expect(await ask(getKeys)).toMatchObject({ status: 404 });
  for (let n = 0; n < 6; n += 1) await addEntries(org, 1, `early_${n}`);
  await sealAll(org);
  before = await checkpointOf();
  ({ memberId } = await addMember(org));
  const changes = changesBetween({ first_name: "Grace" }, { first_name: "=Mary\u2028" });
  await withScope(org.admin, async (tx) => audit(tx, "member.updated", { id: memberId }, { changes }));
  await addEntries(org, 503, "late");
  await sealAll(org);
  checkpoint = await checkpointOf();
  whole = await exported();
  ({ size } = await treeOf(org));
  keys = (await ask(getKeys)).text.split("\n");
});

test("an export of the whole log has every sealed entry, and is proven by its checkpoints", async () => {
  expect(linesOf(whole)).toHaveLength(size);
  expect(await verified(whole, { checkpoint, earlier: before })).toEqual({
    entries: size,
    pruned: 0,
    after_checkpoint: 0,
    checkpoint: size,
  });
  const older = await verified(whole, { checkpoint: before });
  expect(older).toMatchObject({ entries: size, after_checkpoint: size - Number(before.split("\n")[1]) });
});

test("an export leaves one entry, and needs an org admin", async () => {
  const count = async () =>
    (await owner()`select from audit_entries where org_id = ${org.orgId} and action = 'export.audit_log'`).length;
  const earlier = await count();
  expect(await ask(exportLog)).toMatchObject({ status: 200, type: "application/jsonl; charset=utf-8" });
  expect(await ask(exportLog, "?action=nonsense")).toMatchObject({ status: 400 });
  expect(await count()).toBe(earlier + 1);
});

/** The export with a line changed, or replaced by others. */
const altered = (at: number, ...lines: ((line: Line) => object)[]) => {
  const all = linesOf(whole);
  return textOf(all.flatMap((line, index) => (index === at ? lines.map((one) => one(line)) : [line])));
};
const same = (line: Line) => line;
const rewritten = (line: Line) => line.entry?.replace("org_unit.updated", "org_unit.renamed") ?? "";
const forged = (line: Line) => ({ ...line, entry: rewritten(line), hash: leafHash(rewritten(line)).toString("hex") });
const moved = () => {
  const lines = linesOf(whole);
  return textOf(lines.with(3, lines[4] as Line).with(4, lines[3] as Line));
};

test.each<[title: string, text: () => string, difference: RegExp]>([
  [
    "a changed entry",
    () => altered(4, (line) => ({ ...line, entry: rewritten(line) })),
    /^The entry at index 4 has been changed/,
  ],
  [
    "one that was hashed anew",
    () => altered(2, forged),
    /^One of the entries at index 0 to \d+ is not the one that was sealed/,
  ],
  [
    "one after the earlier checkpoint",
    () => altered(400, forged),
    /^One of the entries at index \d+ to \d+ is not the one/,
  ],
  ["a removed entry", () => altered(4), /^The entry at index 4 has been removed/],
  [
    "a removed text",
    () => altered(4, ({ index, hash }) => ({ index, hash })),
    /^The entry at index 4 has been removed/,
  ],
  ["an inserted entry", () => altered(4, same, (line) => forged(line)), /^The entry at index 4 was inserted or moved/],
  ["reordered entries", moved, /^The entry at index 3 has been removed: index 4 is in its place/],
  ["a cut-off end", () => textOf(linesOf(whole).slice(0, -2)), /^The end is cut off: the export has \d+ entries, and/],
  ["a broken line", () => whole.slice(0, -40), /^Line \d+ is not a line of an export/],
  [
    "other personal values",
    () => whole.replace("Grace Hopper", "Grace Nobody"),
    /^The entry at index \d+ has other values of its target than were sealed/,
  ],
])("%s is found and named", async (_title, text, difference) => {
  expect(await verified(text(), { checkpoint, earlier: before })).toMatch(difference);
});

test("a forged checkpoint is found and named, and so is one of another key or log", async () => {
  const forgery = checkpoint.replace(`\n${size}\n`, `\n${size - 1}\n`);
  expect(await verified(whole, { checkpoint: forgery })).toMatch(/^The checkpoint is forged/);
  expect(await verified(whole, { checkpoint, earlier: forgery })).toMatch(/^The earlier checkpoint is forged/);
  expect(await verified(whole, { checkpoint }, [])).toMatch(/^The checkpoint is forged/);
  expect(await verified(whole, { checkpoint: before, earlier: checkpoint })).toMatch(
    /^The earlier checkpoint has more/,
  );
  expect(await verified(whole, {})).toMatch(/name one/);
});

test("a selection is proven entry by entry", async () => {
  const text = await exported("?action=member.");
  const [heading, ...lines] = linesOf(text);
  expect(lines.map(({ entry }) => JSON.parse(entry ?? "").target.id)).toContain(memberId);
  expect(await verified(text, { checkpoint })).toMatchObject({ entries: lines.length, checkpoint: size });
  expect(await verified(text, {})).toMatchObject({ entries: lines.length });
  expect(await verified(text, { checkpoint: before })).toMatch(/^This export is a selection/);
  const [first] = lines as [Line];
  const other = [heading, { ...first, entry: first.entry?.replace("updated", "removed") }] as object[];
  expect(await verified(textOf(other), {})).toMatch(/^The entry at index \d+ has been changed/);
  const invented = [heading, { ...forged(linesOf(whole)[0] as Line), proof: first.proof }] as object[];
  expect(await verified(textOf(invented), {})).toMatch(/^The entry at index 0 is not in the tree/);
  expect(await verified(text.replace(`${size}\\n`, `${size + 1}\\n`), {})).toMatch(
    /^The checkpoint of the export is forged/,
  );
});

test("a selection of more than one piece is complete", async () => {
  const text = await exported("?action=org_unit.updated");
  expect(linesOf(text).slice(1).length).toBe(509);
  expect(await verified(text, {})).toMatchObject({ entries: 509 });
});

test("as CSV it has names, and nothing that a spreadsheet would run", async () => {
  const { type, text } = await ask(exportLog, "?format=csv&action=member.");
  expect(type).toMatch(/^text\/csv/);
  expect(text.split("\r\n")[0]).toMatch(/^"id","at","action","actor_kind"/);
  expect(text).toMatch(
    /"member.updated","member","mem_\w+","Ada Lovelace",.*"member","mem_\w+","Grace Hopper","\[\{""field"":""first_name""/,
  );
  await withScope(org.admin, async (tx) => audit(tx, "org_unit.renamed", { id: "unit_1", name: "=1+1" }));
  await sealAll(org);
  expect(await exported("?format=csv&action=org_unit.renamed")).toContain(`"unit_1","'=1+1"`);
});

test("pruned entries stay in the export as hashes, and count", async () => {
  await sealAll(org);
  const text = await exported();
  const proof = await checkpointOf();
  const pruned = linesOf(text).map((line) => (line.index < 4 ? { index: line.index, hash: line.hash } : line));
  expect(await verified(textOf(pruned), { checkpoint: proof, earlier: before })).toMatchObject({ pruned: 4 });
  await pruneAuditLogs(inject("ownerUrl"), JSON.parse(linesOf(text)[4]?.entry ?? "").id, org.orgId);
  const after = await exported();
  expect(linesOf(after).slice(0, 5)).toEqual(pruned.slice(0, 5));
  expect(await verified(after, { checkpoint: proof, earlier: before })).toMatchObject({ pruned: 4 });
  const other = textOf(pruned.map((line) => (line.index === 2 ? { ...line, hash: "0".repeat(64) } : line)));
  expect(await verified(other, { checkpoint: proof })).toMatch(/^One of the entries at index 0 to/);
});

test("erasing a person leaves the tree whole and takes them out of every export", async () => {
  const erased = await addMember(org);
  await withScope(org.admin, async (tx) => audit(tx, "member.updated", { id: erased.memberId }));
  await sealAll(org);
  await withScope(org.admin, (tx) => tx.execute(`select erase_audit_values('${erased.memberId}')`));
  const proof = await checkpointOf();
  const text = await exported();
  expect(await verified(text, { checkpoint: proof, earlier: checkpoint })).toMatchObject({ after_checkpoint: 0 });
  const [line] = linesOf(text).filter(({ entry = "" }) => entry.includes(erased.memberId));
  expect(line?.values).not.toHaveProperty("target");
});
