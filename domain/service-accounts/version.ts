import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { serviceAccounts } from "@/db/schema/service-accounts";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { isSecret } from "./operations";
import { secretFields } from "./present";
import { type Secret, secretContent } from "./schema";

/** How versions of a service account are compared. */
export const secretVersion = {
  content: secretContent,
  lock: (tx: Tx, { actor, unit }: { actor: UnitActor; unit: ActiveUnit }, { id }: { id: string }) =>
    findJson<Secret>(
      tx,
      sql`select ${jsonObject(secretFields)}::text as json from ${serviceAccounts}
           where ${isSecret(actor, unit, id)} for update`,
    ),
};
