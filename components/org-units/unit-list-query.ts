import { OrgUnitListQuery } from "@/domain/org-units/schema";

/** The list query in a page's URL; drops empty and invalid parameters, which the API would refuse. */
export function unitListQuery(parameters: Record<string, string | string[] | undefined>): OrgUnitListQuery {
  const { search, cursor } = OrgUnitListQuery.shape;
  const given = Object.entries({ search, cursor }).flatMap(([name, schema]) => {
    const value = [parameters[name]].flat()[0];
    const parsed = value ? schema.safeParse(value) : undefined;
    return parsed?.success && parsed.data ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(given);
}
