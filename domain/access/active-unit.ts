import type { Role } from "@/lib/roles";

declare const reached: unique symbol;
/** The id of an OU that the actor has access to at this moment; only created in mint.ts. */
type UnitId = string & { readonly [reached]: "UnitId" };

/** The OU that a request or a job works in, with the actor's role in it. */
export type ActiveUnit = { readonly unitId: UnitId; readonly role: Role };
