import type { Role } from "@/lib/roles";

declare const reached: unique symbol;
/** The id of an OU to which the actor has access at this moment; only mint.ts makes one. */
type UnitId = string & { readonly [reached]: "UnitId" };

/** The OU that a request or a job works in, with the role there. */
export type ActiveUnit = { readonly unitId: UnitId; readonly role: Role };
