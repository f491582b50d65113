import { cookies } from "next/headers";
import { chosenRows, TABLES_COOKIE, type TableChoices, type TableName, tableChoices } from "@/lib/table-choices";

const USUAL = 50;

const tableCookie = async () => (await cookies()).get(TABLES_COOKIE)?.value;

/** How the reader wants a table, as their browser keeps it. */
export const readTableChoices = async (table: TableName): Promise<TableChoices> =>
  tableChoices(await tableCookie(), table);

/** A list's query with the page size of its address, or else with the one that the reader chose last. */
export async function withPageSize<Query extends { limit?: number | undefined }>(query: Query, usual = USUAL) {
  return { ...query, limit: query.limit ?? chosenRows(await tableCookie()) ?? usual };
}
