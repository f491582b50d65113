import type { AskedItem } from "@/domain/access-changes/schema";
import type { MatrixColumn, MatrixRow } from "@/domain/access-matrix/schema";
import type { Cell, Wanted } from "./cell";
import type { Position } from "./selection";

type Of = { org_member_id: string; unit_id: string };
/** The changes that wait to be reviewed, by cellKey. */
export type Pending = ReadonlyMap<string, Of & { wanted: Wanted }>;

export type Person = Omit<MatrixRow, "access">;

/** A cell to be set, as far as it exists, and what to; undefined if nobody can tell. `text` is what was pasted. */
export type Edit = Position & {
  person: Person | undefined;
  unit: MatrixColumn | undefined;
  current: Cell;
  wanted: Wanted | undefined;
  text?: string;
};
export type Refused = Edit & { why: "org_admin" | "no_role" | "outside" };

export const cellKey = (memberId: string, unitId: string) => `${memberId} ${unitId}`;

/** What a cell shows while a change of it is pending. */
export const afterChange = (current: Cell, wanted: Wanted): Cell =>
  wanted && { role: wanted.role, expires_at: wanted.expires_at ?? current?.expires_at ?? null };

const isSame = (a: Cell, b: Cell) => a?.role === b?.role && a?.expires_at === b?.expires_at;

/** Adds edits to the pending changes. A cell that is set back to what it is has none; cells that cannot be set are refused. */
export function addEdits(pending: Pending, edits: readonly Edit[]): { pending: Pending; refused: Refused[] } {
  const next = new Map(pending);
  const refused: Refused[] = [];
  for (const edit of edits) {
    const { person, unit, current, wanted } = edit;
    if (!person || !unit) refused.push({ ...edit, why: "outside" });
    else if (wanted === undefined) refused.push({ ...edit, why: "no_role" });
    else if (person.role === "admin") refused.push({ ...edit, why: "org_admin" });
    else {
      const [{ org_member_id }, { unit_id }] = [person, unit];
      const key = cellKey(org_member_id, unit_id);
      if (isSame(afterChange(current, wanted), current)) next.delete(key);
      else next.set(key, { org_member_id, unit_id, wanted });
    }
  }
  return { pending: next, refused };
}

/** The items of POST /access-changes that the pending changes mean. */
export const itemsOf = (pending: Pending): AskedItem[] =>
  [...pending.values()].map(({ wanted, ...of }) =>
    wanted ? { op: "grant", ...of, ...wanted } : { op: "revoke", ...of },
  );

/** The pending changes without those of some cells. */
export function withoutCells(
  pending: Pending,
  cells: readonly { org_member_id: string; unit_id: string | null }[],
): Pending {
  const left = new Map(pending);
  for (const { org_member_id: id, unit_id: unitId } of cells) left.delete(cellKey(id, unitId ?? ""));
  return left;
}
