import type { Role } from "@/lib/roles";
import type { ServiceAccount } from "./actor";

declare const reached: unique symbol;
/** The id of an OU that the actor has access to at this moment; only created in this file. */
type UnitId = string & { readonly [reached]: "UnitId" };

/** The OU that a request or a job works in, with the actor's role in it. */
export type ActiveUnit = { readonly unitId: UnitId; readonly role: Role };

/** The OU that db/select-unit.ts has made the active one. */
export const activeUnitFromRow = (unitId: string, role: Role): ActiveUnit => ({ unitId: unitId as UnitId, role });

/** A service account's own OU, which it works in as an editor. */
export const ownUnit = ({ unitId }: ServiceAccount): ActiveUnit => activeUnitFromRow(unitId, "editor");
