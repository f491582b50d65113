import { getTableName, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { type Cursor, decodeCursor, encodeCursor, type KeyKind } from "@/lib/cursor";
import { DomainError, type ErrorCode } from "@/lib/errors";
import type { Page } from "@/lib/http/page";
import { JsonText } from "@/lib/json-text";
import type { Tx } from "./scope";

/** One part of a sort key; the parts together are different for every row. */
type KeyPart = { kind: KeyKind; value: SQL };
export type Sort = { name: string; key: readonly KeyPart[]; descending: boolean };

/** Sorted by bytes, so that the order is the same whatever the database's collation. */
const idPart = (id: SQLWrapper): KeyPart => ({ kind: "text", value: sql`${id} collate "C"` });

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

export type ListRequest = {
  /** What `where`, `sort` and `item` read from. */
  from: PgTable;
  where: SQL;
  sort: Sort;
  /** The JSON of one row. The page's rows are the table `shown`, so one look-up can serve all of them. */
  item: SQL;
  /** A join that gives `item` what it needs beyond the row. */
  beside?: SQL | undefined;
  /** The JSON of the list's owner, and the refusal if it does not exist for the actor. */
  owner?: { json: SQL; missing: ErrorCode } | undefined;
};

/** A list, where a page of it begins, and how many rows the page has at most. */
export type PageRequest = ListRequest & { limit: number; cursor?: string | undefined };

type Row = {
  total: number;
  passed: number;
  shown: number;
  json: string;
  first: string;
  last: string;
  owner: string | null;
};

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

/** The condition for rows after the cursor in the sort's own direction, or before it. */
export function beyond(sort: Sort, cursor: Cursor, way: Cursor["way"]): SQL {
  const comparison = sql.raw((way === "after") === sort.descending ? "<" : ">");
  return sql`${keyOf(sort)} ${comparison} ${bound(sort, cursor)}`;
}

/** The rows from the cursor on, up to the limit: their JSON in the sort's order, their number, and the first and last key. */
function page({ from, where, sort, item, beside }: ListRequest, limit: number | null, cursor?: Cursor): SQL {
  const name = sql.identifier(getTableName(from));
  const keys = keyJson(sort);
  const order = ordered(sort, false);
  const end = (by: SQL) => sql`(select ${keys}::text from shown as ${name} order by ${by} limit 1)`;
  const rows = sql`select ${name}.* from ${from} where ${where} ${cursor ? sql`and ${beyond(sort, cursor, cursor.way)}` : sql``}
    order by ${ordered(sort, cursor?.way === "before")} limit ${limit}::int`;
  return sql`with shown as materialized (${rows}) select count(*)::int as shown, coalesce(json_agg(${item} order by ${order}), '[]')::text as json,
      ${end(order)} as first, ${end(ordered(sort, true))} as last
    from shown as ${name} ${beside ?? sql``}`;
}

function cursorOf({ cursor, sort }: PageRequest): Cursor | undefined {
  const kinds = sort.key.map((part) => part.kind);
  return cursor === undefined ? undefined : decodeCursor(cursor, sort.name, kinds);
}

const NO_OWNER = sql`'null'`;
const ownerOf = ({ owner }: ListRequest): SQL => (owner ? sql`(${owner.json})::text` : NO_OWNER);

async function readRow(tx: Tx, { owner }: ListRequest, statement: SQL): Promise<Row & { owner: string }> {
  const [row] = await tx.execute<Row>(statement);
  if (row?.owner) return { ...row, owner: row.owner };
  throw owner ? new DomainError(owner.missing) : new Error("an aggregate gave no row");
}

/** A page, and what the list belongs to, if the request says so. */
export type OwnedPage<T, O> = Page<T> & { owner: JsonText<O> };

/**
 * A page of a list, in one round trip. It finds its rows by the cursor's sort key, not by an offset, so rows added or removed
 * meanwhile never repeat or hide another. Throws invalid_content for an invalid cursor, and the owner's refusal.
 */
export async function readPage<T, O = null>(tx: Tx, request: PageRequest): Promise<OwnedPage<T, O>> {
  const { from, where, sort } = request;
  const cursor = cursorOf(request);
  const statement = sql`select counted.*, page.*, ${ownerOf(request)} as owner
      from (select count(*)::int as total, ${passed(sort, cursor)}::int as passed from ${from} where ${where}) counted,
           (${page(request, request.limit, cursor)}) page`;
  const row = await readRow(tx, request, statement);
  const before = cursor?.way === "before" ? row.passed - row.shown : row.passed;
  return {
    items: new JsonText<T[]>(row.json),
    owner: new JsonText<O>(row.owner),
    total: row.total,
    from: before + 1,
    next: row.shown > 0 && before + row.shown < row.total ? cursorTo(sort, "after", row.last) : null,
    previous: row.shown > 0 && before > 0 ? cursorTo(sort, "before", row.first) : null,
  };
}

/** How many rows are before the cursor; for a page after it, including the cursor's own. */
function passed(sort: Sort, cursor: Cursor | undefined): SQL {
  if (!cursor) return sql`0`;
  const isPassed = cursor.way === "after" ? sql`not ${beyond(sort, cursor, "after")}` : beyond(sort, cursor, "before");
  return sql`count(*) filter (where ${isPassed})`;
}

export type Chunk<T> = { items: JsonText<T[]>; next: string | null };

/** Like readPage without the count, for reading a whole list in chunks. `next` is null after a chunk that is not full. */
export async function readChunk<T>(tx: Tx, request: PageRequest): Promise<Chunk<T>> {
  const row = await readRow(tx, request, chunk(request, request.limit, cursorOf(request)));
  const next = row.shown < request.limit ? null : cursorTo(request.sort, "after", row.last);
  return { items: new JsonText<T[]>(row.json), next };
}

/** The whole list as one value, in one round trip. Throws the owner's refusal. */
export async function listAll<T>(tx: Tx, request: ListRequest): Promise<JsonText<T[]>> {
  return new JsonText<T[]>((await readRow(tx, request, chunk(request, null))).json);
}

function chunk(request: ListRequest, limit: number | null, cursor?: Cursor): SQL {
  return sql`select page.*, ${ownerOf(request)} as owner from (${page(request, limit, cursor)}) page`;
}
