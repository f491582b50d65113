import { getTableName, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { type Cursor, decodeCursor, encodeCursor, type KeyKind } from "@/lib/cursor";
import { DomainError, type ErrorCode } from "@/lib/errors";
import type { Page } from "@/lib/http/page";
import { JsonText } from "@/lib/json-text";
import { statementOf } from "./kept-list";
import { bytewise } from "./schema/columns";
import type { Tx } from "./scope";

/** One part of a sort key; the parts together are different for every row. */
type KeyPart = { kind: KeyKind; value: SQL };
export type Sort = { name: string; key: readonly KeyPart[]; descending: boolean };

const idPart = (id: SQLWrapper): KeyPart => ({ kind: "text", value: bytewise(id) });

const byTime = (time: SQLWrapper, id: SQLWrapper) => [{ kind: "time", value: sql`${time}` } as const, idPart(id)];

/** Oldest first; rows created at the same moment are sorted by id. */
export const oldestFirst = (createdAt: SQLWrapper, id: SQLWrapper): Sort => ({
  name: "created_at",
  key: byTime(createdAt, id),
  descending: false,
});

/** The latest first; rows of the same moment are sorted by id, backwards. */
export const latestFirst = (name: string, time: SQLWrapper, id: SQLWrapper): Sort => ({
  name,
  key: byTime(time, id),
  descending: true,
});

/** By id, which begins with its creation time: oldest first. */
export const byId = (id: SQLWrapper): Sort => ({ name: "id", key: [idPart(id)], descending: false });

/** Rows that Node puts together from what Postgres reads once for all of them. */
export type Bulk = {
  /** A row as one line of text. */
  line: SQL;
  /** A query of one text for all rows. */
  common: SQL;
  /** The JSON of all rows, from their lines and that text. */
  jsonOf: (lines: string, common: string | null) => string;
};

export type ListRequest = {
  /** What `where`, `sort` and `item` read from. */
  from: PgTable;
  where: SQL;
  /**
   * Columns of which a row must have one of the values in at least one: for lists that no single index has in order. Each
   * value's rows are read by the column's own index, no more than a page of them.
   */
  among?: readonly { column: SQLWrapper; values: readonly string[] }[] | undefined;
  sort: Sort;
  /** The JSON of one row. */
  item: SQL;
  /** How rows of whole lists are read, if not one by one like those of a page. */
  inBulk?: Bulk | undefined;
  /** A join that gives `item` what it needs beyond the row; it must neither drop nor repeat a row. */
  beside?: SQL | undefined;
  /** The JSON of the list's owner, and the refusal if it does not exist for the actor. */
  owner?: { json: SQL; missing: ErrorCode } | undefined;
  /** The number of rows, where it is kept, or null if nobody asks for it; without it they are counted. */
  total?: SQL | null | undefined;
};

/** Where a page begins, and how many rows it has at most. */
export type PageRequest = { limit: number; cursor?: string | undefined };

/** `near` and `far` are the keys of the rows next to the cursor and at the limit: null without a cursor, or without more rows. */
type Row = Record<"near" | "far" | "owner", string | null> & { shown: number; json: string; common?: string | null };

const types: Record<KeyKind, string> = { text: "text", time: "timestamptz", flag: "boolean", number: "bigint" };

function written({ kind, value }: KeyPart): SQL {
  return kind === "time"
    ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`${value}::text`;
}

/** A row's key as the JSON that cursorTo takes. */
export const keyJson = ({ key }: Sort): SQL => sql`json_build_array(${sql.join(key.map(written), sql`, `)})`;

/** The cursor beside a row, from the text of the row's keyJson. */
export const cursorTo = ({ name }: Sort, way: Cursor["way"], key: string): string =>
  encodeCursor(name, { way, key: JSON.parse(key) });

// Sent as text and cast, because postgres.js serializes by the described type and would turn 'true' into false. In a
// sub-select, so that a cast to a time is computed once, not for each row.
function bound({ key }: Sort, cursor: Cursor): SQL {
  const parts = key.map(({ kind }, index) => sql`(select ${cursor.key[index]}::text::${sql.raw(types[kind])})`);
  return sql`(${sql.join(parts, sql`, `)})`;
}

function keyOf({ key }: Sort): SQL {
  const values = key.map((part) => part.value);
  return sql`(${sql.join(values, sql`, `)})`;
}

/** The sort as an `order by`, or its reverse. */
export function ordered({ key, descending }: Sort, reversed: boolean): SQL {
  const way = sql.raw(descending === reversed ? "asc" : "desc");
  return sql.join(
    key.map(({ value }) => sql`${value} ${way}`),
    sql`, `,
  );
}

/** The condition for rows after the cursor in the sort's own direction, or before it; with `isIncluded` also its own row. */
export function beyond(sort: Sort, cursor: Cursor, way: Cursor["way"], isIncluded = false): SQL {
  const comparison = `${(way === "after") === sort.descending ? "<" : ">"}${isIncluded ? "=" : ""}`;
  return sql`${keyOf(sort)} ${sql.raw(comparison)} ${bound(sort, cursor)}`;
}

// A literal in the statement: with a parameter as limit, Postgres's generic plan reads a tenth of the list.
const number = (whole: number) => sql.raw(String(Math.trunc(whole)));

/** The list's first rows in an order that also meet a condition; with `among`, as many of each value, each row once. */
function rows({ from, where, among }: ListRequest, condition: SQL, order: SQL, limit: number): SQL {
  const name = sql.identifier(getTableName(from));
  const end = sql`order by ${order} limit ${number(limit)}`;
  const first = (also: SQL) => sql`select ${name}.* from ${from} where ${where} ${condition} ${also} ${end}`;
  if (!among) return first(sql``);
  const parts = among.map(({ column, values }) => {
    const each = sql`unnest(string_to_array(${values.join(",")}, ',')) as each (value)`;
    return sql`select one.* from ${each} cross join lateral (${first(sql`and ${column} = each.value`)}) one`;
  });
  return sql`select * from (${sql.join(parts, sql` union `)}) as ${name} ${end}`;
}

/**
 * The rows from the cursor on, up to the limit: their JSON in the sort's order, their number, and whether there are more. In one
 * pass, because each further look at the rows takes as long to start as reading a short list.
 */
function page(request: ListRequest, limit: number, cursor: Cursor | undefined, isBulk: boolean): SQL {
  const { from, sort, beside = sql`` } = request;
  const bulk = isBulk ? request.inBulk : undefined;
  const name = sql.identifier(getTableName(from));
  const isBack = cursor?.way === "before";
  const found = rows(
    request,
    cursor ? sql`and ${beyond(sort, cursor, cursor.way)}` : sql``,
    ordered(sort, isBack),
    limit + 1,
  );
  const most = number(limit);
  const nth = sql`${name}.nth`;
  const key = keyJson(sort);
  const separator = sql.raw(bulk ? "E'\\n'" : "','");
  const order = isBack ? sql`order by ${nth} desc` : request.beside ? sql`order by ${nth}` : sql``; // otherwise rows come in this order
  const texts = sql`coalesce(string_agg((${bulk?.line ?? request.item})::text, ${separator} ${order})
        filter (where ${nth} <= ${most}), '')`;
  return sql`select least(count(*), ${most})::int as shown,
      ${bulk ? sql`${texts} as json, (${bulk.common}) as common` : sql`'[' || ${texts} || ']' as json`},
      ${cursor ? sql`max((${key})::text) filter (where ${nth} = 1)` : sql`null`} as near,
      case when count(*) > ${most} then max((${key})::text) filter (where ${nth} = ${most}) end as far
    from (select ${name}.*, row_number() over () as nth from (${found}) as ${name}) as ${name} ${beside}`;
}

function cursorOf({ sort }: ListRequest, { cursor }: PageRequest): Cursor | undefined {
  const kinds = sort.key.map((part) => part.kind);
  return cursor === undefined ? undefined : decodeCursor(cursor, sort.name, kinds);
}

const ownerOf = ({ owner }: ListRequest): SQL => (owner ? sql`(${owner.json})::text` : sql`'null'`);

async function readRow<R extends Row>(tx: Tx, { owner }: ListRequest, statement: SQL): Promise<R> {
  const [row] = (await tx.execute(statement)) as unknown as R[];
  if (row?.owner) return row;
  throw owner ? new DomainError(owner.missing) : new Error("an aggregate gave no row");
}

const itemsOf = ({ json, common = null }: Row, { inBulk }: ListRequest, isBulk: boolean): string =>
  isBulk && inBulk ? inBulk.jsonOf(json, common) : json;

/** A page, and what the list belongs to, if the request says so. */
export type OwnedPage<T, O> = Page<T> & { owner: JsonText<O> };

/**
 * A page of a list, in one round trip. It finds its rows by the cursor's sort key, not by an offset, so rows added or removed
 * meanwhile never repeat or hide another, and a deep page costs what the first does. Throws invalid_content for an invalid
 * cursor, and the owner's refusal.
 */
export async function readPage<T, O = null>(
  tx: Tx,
  request: ListRequest,
  wanted: PageRequest,
  { isBulk = false, isCounted = true } = {},
): Promise<OwnedPage<T, O>> {
  const { sort } = request;
  const cursor = cursorOf(request, wanted);
  const make = (key: readonly string[]) => {
    const at = cursor && { ...cursor, key };
    return counting(request, isCounted, at, page(request, wanted.limit, at, isBulk));
  };
  const statement = statementOf(request, `${wanted.limit} ${isBulk} ${isCounted} ${cursor?.way}`, make, cursor?.key);
  const row = await readRow<Row & { isBehind: boolean; total: number }>(tx, request, statement);
  const near = row.isBehind ? row.near : null;
  const [first, last] = cursor?.way === "before" ? [row.far, near] : [near, row.far];
  const next = last === null ? null : cursorTo(sort, "after", last);
  const previous = first === null ? null : cursorTo(sort, "before", first);
  return {
    items: new JsonText<T[]>(itemsOf(row, request, isBulk)),
    owner: new JsonText<O>(row.owner ?? ""),
    total: row.total,
    from: previous === null ? 1 : next === null ? row.total - row.shown + 1 : null,
    next,
    previous,
  };
}

/** The page with the list's owner, whether there are rows behind it, and the number of all of them. */
function counting(request: ListRequest, isCounted: boolean, cursor: Cursor | undefined, page: SQL): SQL {
  const { from, where, total = sql`select count(*) from ${from} where ${where}` } = request;
  const count = isCounted && total !== null ? total : sql`0`;
  return sql`select page.*, ${ownerOf(request)} as owner, ${cursor ? isBehind(request, cursor) : sql`false`} as "isBehind",
      ${cursor ? sql`(${count})` : sql`case when page.far is not null then (${count}) else page.shown end`}::int as total
    from (${page}) page`;
}

/** Whether there are rows on the cursor's other side, or its own. Looks from the cursor on, so that the first row answers. */
function isBehind(request: ListRequest, cursor: Cursor): SQL {
  const { sort } = request;
  const back = cursor.way === "after" ? "before" : "after";
  const behind = rows(request, sql`and ${beyond(sort, cursor, back, true)}`, ordered(sort, back === "before"), 1);
  return sql`exists (select from (${behind} offset 0) behind)`;
}

export type Chunk<T> = { items: JsonText<T[]>; next: string | null };

/** Like readPage without the total, for reading a whole list in chunks. `next` is null after the last. */
export async function readChunk<T>(tx: Tx, request: ListRequest, wanted: PageRequest): Promise<Chunk<T>> {
  const row = await readRow(tx, request, alone(request, wanted.limit, cursorOf(request, wanted)));
  return {
    items: new JsonText<T[]>(itemsOf(row, request, true)),
    next: row.far === null ? null : cursorTo(request.sort, "after", row.far),
  };
}

const ALL = 1_000_000_000;

/** The whole list as one value, in one round trip. Throws the owner's refusal. */
export async function listAll<T>(tx: Tx, request: ListRequest): Promise<JsonText<T[]>> {
  return new JsonText<T[]>(itemsOf(await readRow(tx, request, alone(request, ALL)), request, true));
}

function alone(request: ListRequest, limit: number, cursor?: Cursor): SQL {
  return sql`select page.*, ${ownerOf(request)} as owner from (${page(request, limit, cursor, true)}) page`;
}
