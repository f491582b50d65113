import type { Sql } from "postgres";

/** The version of the measured PostgreSQL. */
export async function serverVersion(sql: Sql): Promise<string> {
  const [row] = await sql`show server_version`;
  return row?.server_version;
}
