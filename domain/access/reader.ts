import type { SQL } from "drizzle-orm";
import { scopeMemberId, scopeOrgId, scopeUnitId, scopeUnitOrgId } from "@/db/schema/scope";
import type { ActiveUnit } from "./active-unit";
import type { Actor } from "./actor";

/** For whom rows of an organization are read: an actor, or `scopedReader` while nobody knows yet who asks. */
export type Reader = { readonly orgId: Actor["orgId"] | SQL; readonly memberId: Actor["memberId"] | SQL };

/** For whom rows of an OU are read, and which OU: an actor and the active OU, or `unitReader` and `scopedUnit`. */
export type UnitReader = Pick<Reader, "orgId">;
export type ReadUnit = { readonly unitId: ActiveUnit["unitId"] | SQL };

/** The member in whose scope the statement runs. */
export const scopedReader: Reader = { orgId: scopeOrgId, memberId: scopeMemberId };

/** Whoever works in the OU of the scope. A service account's scope names its OU's organization only. */
export const unitReader: UnitReader = { orgId: scopeUnitOrgId };
export const scopedUnit: ReadUnit = { unitId: scopeUnitId };
