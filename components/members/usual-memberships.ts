import type { Role } from "@/lib/roles";
import type { ChosenUnit } from "./unit-roles-field";

/** The memberships that the API gives without being told: the default OU, with the org role. */
export const usualMemberships = (units: readonly ChosenUnit[], role: Role) =>
  units.filter((unit) => unit.is_default).map((unit) => ({ unit_id: unit.unit_id, role }));
