/** The pages of the active OU. */
export const UNIT_PAGES = [
  "/dashboard/unit",
  "/dashboard/leads",
  "/dashboard/rules",
  "/dashboard/integrations",
] as const;

/**
 * Where to go when another OU becomes active, or null to stay, because one OU's lead or page does not exist in another:
 * from a lead to the list, from a later page to the first, keeping filters.
 */
export function pageAfterSwitch(pathname: string, search: string): string | null {
  const list = UNIT_PAGES.find((path) => pathname.startsWith(`${path}/`));
  if (list) return list;
  const query = new URLSearchParams(search);
  if (!query.has("cursor") || !UNIT_PAGES.some((path) => path === pathname)) return null;
  query.delete("cursor");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}
