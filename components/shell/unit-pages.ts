/** The pages of an OU, below its address. */
export const UNIT_SECTIONS = ["", "/leads", "/rules", "/integrations"] as const;

/** Stands for the active OU's slug in an address; no OU has it. */
export const ACTIVE_OU = "-";

const ADDRESS = /^(\/dashboard\/ou\/)([^/?]+)(\/[^/?]+)?/;

/** The address of an OU's page. */
export const unitPath = (slug: string, section = ""): string => `/dashboard/ou/${slug}${section}`;

/** The slug in the address of an OU's page; undefined in any other address. */
export const slugIn = (address: string): string | undefined => ADDRESS.exec(address)?.[2];

/** The same address with another OU's slug. */
export const inOtherUnit = (address: string, slug: string): string => address.replace(ADDRESS, `$1${slug}$3`);

const HOME = /^\/dashboard(\/account|\/ou\/[^/]+)?$/;

/** Whether the page is below a page of the navigation. The overview, an OU's home and the profile have no page below them. */
export const isBelow = (pathname: string, href: string): boolean => pathname.startsWith(`${href}/`) && !HOME.test(href);

/**
 * Where to go when another OU is chosen, or null to stay on a page that belongs to none. The section stays; one OU's lead or
 * page of a list does not exist in another, so a lead leads to the list and a later page to the first, keeping filters.
 */
export function pageAfterSwitch(pathname: string, search: string, slug: string): string | null {
  const [list, , , section] = ADDRESS.exec(pathname) ?? [];
  if (!list) return null;
  const query = new URLSearchParams(list === pathname ? search : "");
  query.delete("cursor");
  return unitPath(slug, section) + (query.size > 0 ? `?${query}` : "");
}
