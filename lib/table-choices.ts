/** The cookie in which a browser keeps how its reader wants tables. The server reads it, so that nothing moves afterwards. */
export const TABLES_COOKIE = "tables";

/** How many rows a page of a list may have. */
export const pageSizes = [25, 50, 100, 200] as const;

/** The tables whose columns can be chosen. */
export type TableName = "members" | "leads" | "mail" | "threads" | "access" | "changes" | "reviews" | "items";

/** How the reader wants a table. */
export type TableChoices = { isCompact: boolean; hidden: readonly string[] };

export type Choice = "density" | "rows" | TableName;

/** What the cookie says about a table; anything unknown counts as not chosen. */
export function tableChoices(cookie: string | undefined, table: TableName): TableChoices {
  const kept = new URLSearchParams(cookie);
  return {
    isCompact: kept.get("density") === "compact",
    hidden: kept.get(table)?.split(".").filter(Boolean) ?? [],
  };
}

/** The page size that the cookie asks for, if any. */
export function chosenRows(cookie: string | undefined): number | undefined {
  const rows = new URLSearchParams(cookie).get("rows");
  return pageSizes.find((size) => String(size) === rows);
}

/** The cookie with another choice; an empty value goes back to the usual one. */
export function withChoice(cookie: string | undefined, choice: Choice, value: string): string {
  const kept = new URLSearchParams(cookie);
  if (value) kept.set(choice, value);
  else kept.delete(choice);
  return kept.toString();
}
