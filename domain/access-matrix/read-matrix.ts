import { type SQL, sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { type ListRequest, ordered } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { columnList, rowList } from "./matrix-lists";
import type { AccessMatrix, MatrixQuery } from "./schema";

/**
 * A section of members × org units with the memberships in it, in one statement. Sections begin at an index, because a reader
 * scrolls to anywhere: a change meanwhile can move rows by one, and each row says whose it is (docs/decisions/052).
 */
export function readMatrix(tx: Tx, reader: Reader, query: MatrixQuery) {
  const { row = 0, rows = 50, column = 0, columns = 20, ...filters } = query;
  const units = columnList(reader, filters);
  const people = rowList(reader, filters, sql`select unit_id from shown_units`);
  return readJson<AccessMatrix>(
    tx,
    sql`with shown_units as materialized (${slice(units, orgUnits, column, columns)}),
        shown_members as materialized (${slice(people, members, row, rows)})
      select '{"total_members":' || (${countOf(people)}) || ',"total_units":' || (${countOf(units)})
        || ',"units":' || (${arrayOf(units, sql`shown_units as ${orgUnits}`)})
        || ',"members":' || (${arrayOf(people, sql`shown_members as ${members}`)}) || '}' as json`,
  );
}

const slice = ({ where, sort }: ListRequest, from: typeof members | typeof orgUnits, first: number, count: number) =>
  sql`select * from ${from} where ${where} order by ${ordered(sort, false)} limit ${whole(count)} offset ${whole(first)}`;

const whole = (value: number): SQL => sql.raw(String(Math.trunc(value)));

const countOf = ({ total, from, where }: ListRequest): SQL => total ?? sql`select count(*) from ${from} where ${where}`;

const arrayOf = ({ item, sort }: ListRequest, from: SQL): SQL =>
  sql`select '[' || coalesce(string_agg(${item}, ',' order by ${ordered(sort, false)}), '') || ']' from ${from}`;
