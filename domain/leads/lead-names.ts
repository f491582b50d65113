import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { leadAliases } from "@/db/schema/lead-aliases";
import { leads } from "@/db/schema/leads";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";

export type LeadNames = { name: string | null; company: string | null; alias: string | null };

/** The kinds of aliases, those that people recognize most easily first. */
const RECOGNIZABLE_FIRST = "{email,phone,social,external_id,cookie}";

/** How pages name a lead, as JSON: parts of the profile, and the most recognizable alias. */
export const leadNames = (reader: UnitReader, unit: ReadUnit): SQL =>
  jsonObject({
    name: sql`${leads.profile} ->> 'name'`,
    company: sql`${leads.profile} ->> 'company'`,
    alias: sql`(select ${leadAliases.rawValue} from ${leadAliases}
      where ${inUnitOf(reader, unit, leadAliases)} and ${leadAliases.leadId} = ${leads.leadId}
      order by array_position(${RECOGNIZABLE_FIRST}::text[], ${leadAliases.aliasKind}), ${leadAliases.createdAt}, ${leadAliases.aliasKey} limit 1)`,
  });
