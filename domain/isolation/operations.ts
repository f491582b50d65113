import {
  type Counts,
  countInScope,
  countOfOtherOrganizations,
  countOtherUnits,
  countWithoutScope,
  listProtections,
  type Protection,
} from "@/db/protection";
import type { Tx } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { timestampOf } from "@/lib/timestamp";
import { meaningOf } from "./meaning";
import type { Isolation, IsolationCheck } from "./schema";

const namesOf = (tables: readonly Protection[]) => tables.map(({ table }) => table);

/** Every table with its policies, in words and in SQL, and how many of its rows the actor can access. */
export async function readIsolation(tx: Tx, selected: string | undefined): Promise<Isolation> {
  const [tables, unit] = await Promise.all([listProtections(tx), unitOf(tx, selected)]);
  return { unit_id: unit?.unitId ?? null, tables: await protectionsInScope(tx, tables) };
}

/** Every table that the application may read, as the catalog describes it. */
export const readProtections = (tx: Tx): Promise<Protection[]> => listProtections(tx);

/** These tables with their policies in words, and how many of their rows the transaction's scope can access. */
export async function protectionsInScope(tx: Tx, tables: readonly Protection[]): Promise<Isolation["tables"]> {
  const rows = await countInScope(tx, namesOf(tables));
  return tables.map((protection) => ({
    table: protection.table,
    apart: apartOf(protection),
    row_security: protection.isForced && protection.isEnabled ? "forced" : protection.isEnabled ? "enabled" : "off",
    rows: rows[protection.table] ?? 0,
    policies: protection.policies.map((policy) => ({
      name: policy.name,
      command: policy.command as "all",
      meaning: meaningOf(policy),
      using: policy.using,
      check: policy.check,
    })),
  }));
}

/**
 * Asks the database, as the application's role, for rows that it must not show: any row without a scope, rows of other
 * organizations in the actor's scope, and rows of other OUs in the selected one.
 */
export async function checkIsolation(tx: Tx, selected: string | undefined): Promise<IsolationCheck> {
  const [tables, unit] = await Promise.all([listProtections(tx), unitOf(tx, selected)]);
  const ofOrganizations = namesOf(tables.filter(({ hasOrganization }) => hasOrganization));
  const ofUnits = namesOf(tables.filter((protection) => apartOf(protection) === "org_unit"));
  const ofOthers = await countOfOtherOrganizations(tx, ofOrganizations);
  const otherUnits: Counts = unit && ofUnits.length > 0 ? await countOtherUnits(tx, ofUnits) : {};
  const withoutScope = await countWithoutScope(tx, namesOf(tables));
  const checked = tables.map(({ table, policies, isEnabled, isForced }) => {
    const found = {
      rows_without_scope: withoutScope[table] ?? 0,
      rows_of_other_organizations: ofOthers[table] ?? null,
      other_org_units: otherUnits[table] ?? null,
    };
    const isClean = Object.values(found).every((count) => count === 0 || count === null);
    const forced = isEnabled && isForced;
    return { table, forced, policies: policies.length, ...found, passed: isClean && forced && policies.length > 0 };
  });
  return {
    checked_at: timestampOf(new Date()),
    unit_id: unit?.unitId ?? null,
    passed: checked.every(({ passed }) => passed),
    tables: checked,
  };
}

// OUs themselves, their former slugs and memberships belong to the organization; every other row with a unit_id belongs to
// that OU. Derived from the columns rather than the policies, because the check has to find a policy that forgets the OU.
const ABOUT_UNITS = new Set(["org_units", "former_slugs", "ou_memberships", "unit_tallies"]);

function apartOf({ table, hasOrganization, hasUnit }: Protection): "org_unit" | "organization" | "nobody" {
  if (!hasOrganization) return "nobody";
  return hasUnit && !ABOUT_UNITS.has(table) ? "org_unit" : "organization";
}

const unitOf = async (tx: Tx, selected: string | undefined): Promise<ActiveUnit | null> =>
  selected === undefined ? null : selectUnit(tx, selected);
