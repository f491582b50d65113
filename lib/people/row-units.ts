import { foldText } from "@/lib/fold-text";
import type { Role } from "@/lib/roles";
import type { JudgedPerson } from "./judge-people";

type NamedUnit = { unit_id: string; name: string };

/** A judged person with the memberships that their row names, if it names any. */
export type PersonWithUnits = JudgedPerson & { ou_memberships?: { unit_id: string; role: Role }[] };

// As our export writes them: "EMEA Sales (editor); Default (viewer until 2027-01-01T00:00:00Z)".
const ONE = /^(.*?)(?:\s*\((admin|editor|viewer)(?: until [^)]*)?\))?$/su;

/**
 * Finds the org units that rows name, by name ignoring case; without an OU role they get the org role, which is `role` where a
 * row has none. A name that no org unit has is the row's problem.
 */
export function withUnits(people: readonly JudgedPerson[], units: readonly NamedUnit[], role: Role): PersonWithUnits[] {
  const byName = new Map(units.map((unit) => [foldText(unit.name), unit.unit_id]));
  return people.map((person) => {
    if (person.problem || !person.units) return person;
    const granted = new Map<string, Role>();
    for (const part of person.units
      .split(";")
      .map((text) => text.trim())
      .filter(Boolean)) {
      const [, name = "", given] = ONE.exec(part) ?? [];
      const unitId = byName.get(foldText(name)) ?? byName.get(foldText(part));
      if (!unitId) return { ...person, problem: `No such org unit: ${name}` };
      granted.set(unitId, (given as Role | undefined) ?? person.role ?? role);
    }
    return { ...person, ou_memberships: [...granted].map(([unit_id, held]) => ({ unit_id, role: held })) };
  });
}
