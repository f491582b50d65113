import type { Role } from "@/lib/roles";
import type { UnitActor } from "./actor";

type InUnit = { role: Role };

/** What is an OU's may be read in any role there (contract §2). */
export const mayReadUnit = (_actor: UnitActor, _params: object, _unit: InUnit) => true;

/** And written by its editors and admins; a service account is an editor. */
export const mayWriteUnit = (_actor: UnitActor, _params: object, unit: InUnit) => unit.role !== "viewer";
