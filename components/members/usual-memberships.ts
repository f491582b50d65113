import type { Role } from "@/lib/roles";
import type { ChosenUnit } from "./unit-roles-field";

/** The API's default memberships: the default OU, with the org role. */
export const usualMemberships = (units: readonly ChosenUnit[], role: Role) =>
  units.filter((unit) => unit.is_default).map((unit) => ({ unit_id: unit.unit_id, role }));
