import type { Sql } from "postgres";
import { keptOfMembers } from "@/db/kept-counts";
import { owner } from "./database";

/** Every difference between members, memberships and messages and what is kept of them, in all organizations of a database. */
export async function keptDifferences(sql: Sql = owner()): Promise<unknown[]> {
  const found = Object.entries(keptOfMembers).map(async ([what, query]) =>
    (await sql.unsafe(query)).map((row) => ({ what, ...row })),
  );
  return (await Promise.all(found)).flat();
}
