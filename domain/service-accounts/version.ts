import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { serviceAccounts } from "@/db/schema/service-accounts";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { isServiceAccount } from "./operations";
import { serviceAccountFields } from "./present";
import { type ServiceAccount, serviceAccountContent } from "./schema";

/** How versions of a service account are compared. */
export const serviceAccountVersion = {
  content: serviceAccountContent,
  lock: (tx: Tx, { actor, unit }: { actor: UnitActor; unit: ActiveUnit }, { id }: { id: string }) =>
    findJson<ServiceAccount>(
      tx,
      sql`select ${jsonObject(serviceAccountFields)}::text as json from ${serviceAccounts}
           where ${isServiceAccount(actor, unit, id)} for update`,
    ),
};
