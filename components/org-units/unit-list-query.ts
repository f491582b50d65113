import { OrgUnitListQuery } from "@/domain/org-units/schema";

/** The list query in a page's URL: what is empty or makes no sense in it is left out, where the API would refuse it. */
export function unitListQuery(parameters: Record<string, string | string[] | undefined>): OrgUnitListQuery {
  const { search, cursor } = OrgUnitListQuery.shape;
  const given = Object.entries({ search, cursor }).flatMap(([name, schema]) => {
    const value = [parameters[name]].flat()[0];
    const parsed = value ? schema.safeParse(value) : undefined;
    return parsed?.success && parsed.data ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(given);
}
