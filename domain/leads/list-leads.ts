import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { keepingWhole, statementOf } from "@/db/kept-list";
import { beyond, cursorTo, keyJson, ordered, type Sort } from "@/db/keyset";
import { leadEventCounts } from "@/db/schema/events";
import { leadAliases } from "@/db/schema/lead-aliases";
import { leads, leadTallies } from "@/db/schema/leads";
import { leadScores } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { inUnitOf } from "@/db/unit-scope";
import { type ReadUnit, scopedUnit, type UnitReader, unitReader } from "@/domain/access/reader";
import { aliasBeginnings } from "@/lib/alias-key";
import { type Cursor, decodeCursor } from "@/lib/cursor";
import { DomainError } from "@/lib/errors";
import { JsonText } from "@/lib/json-text";
import { type LeadNames, leadNames } from "./lead-names";
import { fromPage, leadJson, leadJsonFields, scoreBreakdown, shownScores } from "./present";
import { DEEPEST_LEAD, LEADS_ON_A_PAGE, type Lead, type LeadListQuery, type LeadSort, leadKeyKinds } from "./schema";

/** A page of leads; `total` is a lower bound unless `isExact`. */
export type LeadsFound<L = Lead> = {
  leads: JsonText<L[]>;
  total: number;
  isExact: boolean;
  page: number;
  limit: number;
  next: string | null;
  previous: string | null;
};

/** A lead of a list, with what pages call it. */
export type NamedLead = Lead & { names: LeadNames };

/** Filtered leads are counted up to this limit, so a page of a million costs the same as a page of ten thousand. */
const COUNTED = 10_000;

type Row = { json: string; shown: number; first: string | null; last: string | null; total: string };

/**
 * A page of the OU's leads by page number, or by cursor at any depth. Throws invalid_content for an invalid cursor and for a
 * page beyond the 10,000th lead. `item` is the JSON of one lead, from what `fromPage` reads.
 */
export async function pageLeads<L extends Lead = Lead>(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  query: LeadListQuery,
  item: SQL = leadJson,
): Promise<LeadsFound<L>> {
  const { sort = "-score", limit = LEADS_ON_A_PAGE, page = 1 } = query;
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort, leadKeyKinds(sort));
  if (cursor && query.page !== undefined) throw refused("/page", "cannot be given with a cursor");
  if (page * limit > DEEPEST_LEAD)
    throw refused("/page", `reaches beyond the ${DEEPEST_LEAD}th lead; continue by cursor`);
  const rows = await tx.execute<Row>(listStatement(reader, unit, query, sort, limit, page, cursor, item));
  const row = rows[0] as Row; // aggregates always give a row
  const total = Number(row.total);
  const isFull = row.shown > limit; // one more than the limit was requested
  const beside = (way: Cursor["way"], key: string | null) => key && cursorTo(sortOf(sort), way, key);
  const isBack = cursor?.way === "before";
  return {
    leads: new JsonText<L[]>(row.json),
    total: Math.min(total, isFiltered(query) ? COUNTED : total),
    isExact: !isFiltered(query) || total <= COUNTED,
    page,
    limit,
    next: isBack || isFull ? beside("after", row.last) : null,
    previous: (cursor && !isBack) || (isBack && isFull) || (!cursor && page > 1) ? beside("before", row.first) : null,
  };
}

/** The same page, of leads with their names. */
export const pageNamedLeads = (tx: Tx, reader: UnitReader, unit: ReadUnit, query: LeadListQuery) =>
  pageLeads<NamedLead>(tx, reader, unit, query, jsonObject({ ...leadJsonFields, names: leadNames(reader, unit) }));

const refused = (pointer: string, detail: string) =>
  new DomainError("invalid_content", undefined, [{ pointer, detail }]);

const isFiltered = ({ page: _page, limit: _limit, cursor: _cursor, sort: _sort, ...filters }: LeadListQuery) =>
  Object.values(filters).some((value) => value !== undefined && value !== "");

// Each is a column that an index has between the OU and the lead's id.
const columns: Record<string, SQL> = {
  score: sql`${leadScores.score}`,
  last_event_at: sql`${leads.lastActiveAt}`,
  created_at: sql`${leads.createdAt}`,
};

/** The sort as a key: of the rows of the expression `page`, or of the given columns. */
function sortOf(sort: LeadSort, value = sql`page.value`, id: SQLWrapper = sql`page.lead_id`): Sort {
  const [kind, text] = leadKeyKinds(sort);
  const key = [
    { kind, value },
    { kind: text, value: sql`${id}` },
  ];
  return { name: sort, key, descending: sort.startsWith("-") };
}

// A literal in the statement: with a parameter as limit, Postgres's generic plan reads a tenth of the OU's leads.
const number = (whole: number) => sql.raw(String(Math.trunc(whole)));

// A page sorted by score has read the scores already.
const scoresOfPage = sql`cross join lateral (select ${leads}.value as score) score_of`;

// Without filters, and for a caller who is named as SQL, the statement is the same for each request but for the cursor's key.
const whole = keepingWhole((_reader: UnitReader, _query: object) => ({}));

/** The statement for a page of leads: one row with the page as JSON, its keys and the total. */
export function listStatement(
  reader: UnitReader,
  unit: ReadUnit,
  query: LeadListQuery,
  sort: LeadSort,
  limit: number,
  page: number,
  cursor: Cursor | undefined,
  item: SQL = leadJson,
): SQL {
  const value = columns[sort.replace("-", "")] ?? sql`${leads.createdAt}`;
  const isByScore = sort.endsWith("score");
  const id = isByScore ? leadScores.leadId : leads.leadId;
  const order = sortOf(sort, value, id);
  const isReversed = cursor?.way === "before";
  const offset = cursor ? 0 : (page - 1) * limit;
  const make = (cursorKey: readonly string[]): SQL => {
    const found = sortOf(sort);
    const told = sortOf(sort, sql`${leads}.value`, leads.leadId);
    const keys = sql`json_agg(${keyJson(told)} order by ${ordered(told, false)})`;
    const at = cursor ? sql`and ${beyond(order, { ...cursor, key: cursorKey }, cursor.way)}` : sql``;
    return sql`with ${shownScores(reader, unit)}, ${query.search ? matched(reader, unit, query.search) : sql``}
    found as materialized (
      select ${id} as lead_id, ${value} as value ${fromFiltered(reader, unit, query, isByScore ? "score" : "lead")} ${at}
       order by ${ordered(order, isReversed)} limit ${number(limit + 1)} offset ${number(offset)}),
    page as materialized (select * from found page order by ${ordered(found, isReversed)} limit ${number(limit)}),
    ${scoreBreakdown(reader, unit, isByScore ? sql`` : undefined)}
    select (select count(*)::int from found) as shown, (${total(reader, unit, query)})::text as total,
           coalesce(json_agg(${item} order by ${ordered(told, false)}), '[]')::text as json,
           (${keys} -> 0)::text as first, (${keys} -> -1)::text as last
    ${fromPage(isByScore ? scoresOfPage : undefined)}`;
  };
  const isWhole = reader === unitReader && unit === scopedUnit && item === leadJson && !isFiltered(query);
  const list = isWhole ? whole(reader, {}) : {};
  return statementOf(list, `${sort} ${limit} ${offset} ${cursor?.way}`, make, cursor?.key);
}

// Joins only what the filters need: joined with the scores of the sort, the count would read all of them.
function total(reader: UnitReader, unit: ReadUnit, query: LeadListQuery): SQL {
  if (isFiltered(query)) {
    return sql`select count(*) from (select 1 ${fromFiltered(reader, unit, query)} limit ${number(COUNTED + 1)}) counted`;
  }
  return sql`select coalesce(sum(${leadTallies.leads}), 0) from ${leadTallies} where ${inUnitOf(reader, unit, leadTallies)}`;
}

/** The tables that the filters and the sort need, and the filters. Every lead has a score, so either table has all leads. */
function fromFiltered(reader: UnitReader, unit: ReadUnit, query: LeadListQuery, sorted?: "score" | "lead"): SQL {
  const { min_score: least, max_score: most, event_type: type, last_active: active, range, search } = query;
  const { updated_since: since } = query;
  const hasScore = sorted === "score" || least !== undefined || most !== undefined;
  const ofLeads = active !== undefined || range !== undefined || since !== undefined;
  const hasLead = sorted === "lead" || ofLeads || !hasScore;
  const generation = sql`${leadScores.generation} = (select generation from shown)`;
  const ofScore = sql`${inUnitOf(reader, unit, leadScores)} and ${generation}`;
  const ofLead = sql`${inUnitOf(reader, unit, leads)}`;
  const id = hasScore ? leadScores.leadId : leads.leadId;
  const counts = sql`select 1 from ${leadEventCounts} where ${inUnitOf(reader, unit, leadEventCounts)}
    and ${leadEventCounts.leadId} = ${id} and ${leadEventCounts.eventType} = ${type}`;
  const conditions = [
    ...(hasScore ? [ofScore] : []),
    ...(hasLead ? [ofLead] : []),
    ...(hasScore && hasLead ? [sql`${leads.leadId} = ${leadScores.leadId}`] : []),
    ...(least === undefined ? [] : [sql`${leadScores.score} >= ${least}`]),
    ...(most === undefined ? [] : [sql`${leadScores.score} <= ${most}`]),
    ...(type === undefined ? [] : [sql`exists (${counts})`]),
    ...(active === undefined
      ? []
      : [sql`${leads.lastActiveAt} >= now() - ${active === "7d" ? "7 days" : "30 days"}::interval`]),
    // Without an index: every event changes it, and would then have to change the index as well.
    ...(since === undefined ? [] : [sql`${leads.updatedAt} >= ${since}`]),
    ...(range === undefined ? [] : [cameIn(range)]),
    ...(search ? [sql`${id} in (select lead_id from matched)`] : []),
  ];
  const tables = [...(hasScore ? [leadScores] : []), ...(hasLead ? [leads] : [])].map((table) => sql`${table}`);
  return sql`from ${sql.join(tables, sql`, `)} where ${sql.join(conditions, sql` and `)}`;
}

const midnight = sql`(date_trunc('day', now() at time zone 'UTC') at time zone 'UTC')`;

function cameIn(range: NonNullable<LeadListQuery["range"]>): SQL {
  if (range === "today") return sql`${leads.createdAt} >= ${midnight}`;
  if (range === "yesterday") {
    return sql`${leads.createdAt} >= ${midnight} - interval '1 day' and ${leads.createdAt} < ${midnight}`;
  }
  return sql`${leads.createdAt} >= now() - ${range.replace("last_", "").replace("d", " days")}::interval`;
}

// The alias by its beginning, because that an index answers below row-level security; the rest by whatever it holds. Found
// once, by reading the OU's leads: in the list's order each would be looked up by itself, to the last.
function matched(reader: UnitReader, unit: ReadUnit, search: string): SQL {
  const begins = aliasBeginnings(search).map(
    ({ key, kinds }) => sql`
     union select ${leadAliases.leadId} from ${leadAliases} where ${inUnitOf(reader, unit, leadAliases)}
       and ${leadAliases.aliasKey} collate "C" >= ${key} and ${leadAliases.aliasKey} collate "C" < ${`${key}\u{10ffff}`}
       and ${leadAliases.aliasKind} in (${sql.join(
         kinds.map((kind) => sql`${kind}`),
         sql`, `,
       )})`,
  );
  return sql`matched as materialized (
    select ${leads.leadId} from ${leads} where ${inUnitOf(reader, unit, leads)} and ${contains(sql`${leads.searchKey}`, search)}${sql.join(begins)}),`;
}
