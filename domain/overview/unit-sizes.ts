import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { orgUnits } from "@/db/schema/org-units";
import type { Reader } from "@/domain/access/reader";
import { orgUnitOrder } from "@/domain/org-units/present";
import { unitCounts } from "@/domain/org-units/unit-counts";

const LARGEST = 8;

/** How many OUs the reader has access to, and the largest of them. */
export function unitSizes(reader: Reader): SQL {
  const unit = jsonObject({ unit_id: orgUnits.unitId, name: orgUnits.name, member_count: sql`size` });
  const json = jsonObject({
    all: sql`count(*)`,
    added: sql`count(*) filter (where age_in_days < 30)`,
    empty: sql`count(*) filter (where size = 0)`,
    largest: sql`coalesce(json_agg(unit order by place) filter (where place <= ${LARGEST}), '[]')`,
  });
  return sql`(select ${json} from (
    select size, extract(day from now() - ${orgUnits.createdAt}) as age_in_days, ${unit} as unit,
           row_number() over (order by size desc, ${orgUnitOrder}) as place
      from ${orgUnits} left join (${unitCounts(reader)}) as counted using (unit_id), lateral (select coalesce(counted.members, 0) as size) as s
     where ${orgUnits.orgId} = ${reader.orgId}) as units)`;
}
