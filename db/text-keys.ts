import type { TransactionSql } from "postgres";
import { aliasFault, aliasKey } from "@/lib/alias-key";
import { addressKey } from "@/lib/mail-address";
import { textKey, textKeys } from "@/lib/text-key";

type Row = Record<string, unknown>;

/** A column that the application computes from another one, or normalizes. */
type Target = {
  table: string;
  /** The primary key. */
  key: readonly string[];
  column: string;
  type: "text" | "jsonb";
  from: string;
  /** Further columns that `valueOf` or `name` needs. */
  with?: readonly string[];
  /** The columns within which a value has to be unique; if absent, values may repeat. */
  uniqueIn?: readonly string[];
  /** The value it should have; undefined if the row cannot have one and keeps its old value. */
  valueOf: (row: Row) => unknown;
  /** The column that names a row in the log: an id, never content. */
  name: string;
};

const alias = (row: Row) => ({ alias_kind: row.alias_kind, raw_value: row.source }) as Parameters<typeof aliasKey>[0];

const targets: readonly Target[] = [
  {
    table: "members",
    key: ["org_id", "org_member_id"],
    column: "email_key",
    type: "text",
    from: "email",
    uniqueIn: ["org_id"],
    valueOf: ({ source }) => addressKey(String(source)),
    name: "org_member_id",
  },
  {
    table: "org_units",
    key: ["org_id", "unit_id"],
    column: "name_key",
    type: "text",
    from: "name",
    uniqueIn: ["org_id"],
    valueOf: ({ source }) => textKey(String(source)),
    name: "unit_id",
  },
  {
    table: "org_units",
    key: ["org_id", "unit_id"],
    column: "external_ref",
    type: "text",
    from: "external_ref",
    uniqueIn: ["org_id"],
    valueOf: ({ source }) => (source === null ? null : String(source).normalize("NFC")),
    name: "unit_id",
  },
  {
    table: "lead_aliases",
    key: ["org_id", "unit_id", "alias_kind", "alias_key"],
    column: "alias_key",
    type: "text",
    from: "raw_value",
    with: ["lead_id"],
    uniqueIn: ["org_id", "unit_id", "alias_kind"],
    valueOf: (row) => (aliasFault(alias(row)) ? undefined : aliasKey(alias(row)).key),
    name: "lead_id",
  },
  {
    table: "rules",
    key: ["org_id", "unit_id", "rule_id"],
    column: "value_key",
    type: "text",
    from: "value",
    valueOf: ({ source }) => (typeof source === "string" ? textKey(source) : null),
    name: "rule_id",
  },
  {
    table: "leads",
    key: ["org_id", "unit_id", "lead_id"],
    column: "profile_keys",
    type: "jsonb",
    from: "profile",
    valueOf: ({ source }) => textKeys(source as Row),
    name: "lead_id",
  },
];

const PAGE = 2_000;
const NAMED = 20; // of more rows, only the number is logged

/** The findings in one column, by row id: the rows in `taken` and `without` keep their old value. */
type Found = { changed: string[]; taken: string[]; without: string[] };

async function readPage(tx: TransactionSql, target: Target, after: Row | undefined): Promise<Row[]> {
  const key = target.key.join(", ");
  const columns = [...target.key, ...(target.with ?? []), `${target.from} as source`, `${target.column} as was`];
  const last = target.key.map((column) => String(after?.[column] ?? ""));
  const parameters = last.map((_value, index) => `$${index + 1}::text`).join(", ");
  return tx.unsafe(
    `select ${columns.join(", ")} from ${target.table} where (${key}) > (${parameters}) order by ${key} limit ${PAGE}`,
    last,
  );
}

/** Writes the values that differ, unless another row has one already; returns the rows that were written. */
async function write(tx: TransactionSql, target: Target, rows: readonly Row[]): Promise<Row[]> {
  const { table, key, column, type, uniqueIn } = target;
  const isRow = key.map((one) => `t.${one} = n.${one}`).join(" and ");
  const isFree = uniqueIn
    ? `and not exists (select from ${table} o where ${uniqueIn.map((one) => `o.${one} = n.${one}`).join(" and ")} and o.${column} = n.now)`
    : "";
  const given = [...key.map((one) => `${one} text`), `now ${type}`].join(", ");
  return tx.unsafe(
    `update ${table} t set ${column} = n.now from jsonb_to_recordset($1::text::jsonb) as n (${given})
      where ${isRow} ${isFree} returning ${key.map((one) => `n.${one}`).join(", ")}`,
    [JSON.stringify(rows)],
  );
}

const idOf = (row: Row, columns: readonly string[]) => columns.map((column) => row[column]).join("\0");

/** Of rows that would get the same unique value, keeps only the first; for the others it is taken. */
function firstOfEach({ key, uniqueIn }: Target, rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const id = idOf(row, uniqueIn ? [...uniqueIn, "now"] : key);
    if (!first.has(id)) first.set(id, row);
  }
  return [...first.values()];
}

async function rekey(tx: TransactionSql, target: Target): Promise<Found> {
  const found: Found = { changed: [], taken: [], without: [] };
  for (
    let page = await readPage(tx, target, undefined);
    page.length > 0;
    page = await readPage(tx, target, page.at(-1))
  ) {
    const computed = page.map((row) => ({ ...row, now: target.valueOf(row) }) as Row);
    found.without.push(...computed.filter(({ now }) => now === undefined).map((row) => String(row[target.name])));
    const differ = computed.filter(({ now, was }) => now !== undefined && JSON.stringify(now) !== JSON.stringify(was));
    const written = new Set((await write(tx, target, firstOfEach(target, differ))).map((row) => idOf(row, target.key)));
    for (const row of differ) {
      (written.has(idOf(row, target.key)) ? found.changed : found.taken).push(String(row[target.name]));
    }
  }
  return found;
}

const some = (ids: readonly string[]) =>
  `${ids.slice(0, NAMED).join(", ")}${ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ""}`;

function told({ table, column }: Target, { changed, taken, without }: Found): string[] {
  return [
    ...(changed.length > 0 ? [`${table}.${column}: ${changed.length} made anew: ${some(changed)}`] : []),
    ...(taken.length > 0
      ? [`${table}.${column}: left as it was, because another has the new one: ${some(taken)}`]
      : []),
    ...(without.length > 0 ? [`${table}.${column}: no value at all, left as it was: ${some(without)}`] : []),
  ];
}

// Scores are stored with a copy of the rules. The copy gets the keys, and a mark that makes it differ, so the scores are
// recomputed.
const MARK_SCORES = `
  update scoring s set due_at = date_trunc('milliseconds', now()), rules = (
    select jsonb_agg(r || jsonb_build_object('key', k.value_key, 'is_of_before', true) order by r ->> 'rule_id')
      from jsonb_array_elements(s.rules) r
      left join lateral (select coalesce(o.value_key, r ->> 'value') as value_key from (select 1) one
        left join rules o on o.org_id = s.org_id and o.unit_id = s.unit_id and o.rule_id = r ->> 'rule_id'
          and o.value #>> '{}' = r ->> 'value') k on true)
   where s.rules @> '[{"kind": "profile"}]'
  returning graphile_worker.add_job('recompute_scores', json_build_object('org_id', org_id, 'unit_id', unit_id),
    job_key := 'scores ' || unit_id)`;

/**
 * Recomputes every stored key by the rules of lib/text-key.ts and lib/mail-address.ts, which SQL cannot express, and returns
 * its findings as lines. A row whose new key is taken keeps the old one: nothing is merged or lost.
 */
export async function makeTextKeys(tx: TransactionSql): Promise<string[]> {
  const lines: string[] = [];
  const tables = [...new Set([...targets.map(({ table }) => table), "scoring"])];
  // The owner need not be a superuser, and then forced policies would hide every row from it.
  for (const table of tables) await tx.unsafe(`alter table ${table} no force row level security`);
  for (const target of targets) {
    const found = await rekey(tx, target);
    if (target.uniqueIn) lines.push(...told(target, found));
  }
  await tx.unsafe(MARK_SCORES);
  for (const table of tables) await tx.unsafe(`alter table ${table} force row level security`);
  return lines;
}
