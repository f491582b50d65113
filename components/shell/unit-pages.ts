/** The pages that show the active OU, and change with it. */
export const UNIT_PAGES = [
  "/dashboard/unit",
  "/dashboard/leads",
  "/dashboard/rules",
  "/dashboard/integrations",
] as const;

/**
 * Where to go when another OU becomes active, or null to stay: what a page shows of one OU is nothing in another. From a
 * lead it is the list, and from a list's later page the first, its filters kept.
 */
export function pageAfterSwitch(pathname: string, search: string): string | null {
  const list = UNIT_PAGES.find((path) => pathname.startsWith(`${path}/`));
  if (list) return list;
  const query = new URLSearchParams(search);
  if (!query.has("cursor") || !UNIT_PAGES.some((path) => path === pathname)) return null;
  query.delete("cursor");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}
