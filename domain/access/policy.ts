import type { Role } from "@/lib/roles";
import type { UnitActor } from "./actor";

type InUnit = { role: Role };

/** Any role in an OU may read its data (contract §2). */
export const mayReadUnit = (_actor: UnitActor, _params: object, _unit: InUnit) => true;

/** Editors and admins of an OU may write its data; a service account is an editor. */
export const mayWriteUnit = (_actor: UnitActor, _params: object, unit: InUnit) => unit.role !== "viewer";
