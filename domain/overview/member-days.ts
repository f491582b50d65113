import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { memberDays } from "@/db/schema/member-days";
import type { Reader } from "@/domain/access/reader";
import type { MemberDay } from "./schema";

const DAYS = 30;

const today = sql`(now() at time zone 'UTC')::date`;
const kept = {
  added: memberDays.added,
  removed: memberDays.removed,
  invited: memberDays.invited,
  accepted: memberDays.accepted,
};

/** What was kept of each of the last 30 days, today last. */
export function memberDayList(reader: Reader): SQL {
  const fields = Object.keys(kept).map((name) => sql.raw(name));
  const sums = Object.entries(kept).map(([name, column]) => sql`sum(${column}) as ${sql.raw(name)}`);
  const json = jsonObject({
    day: sql`d.day`,
    ...Object.fromEntries(fields.map((field, index) => [Object.keys(kept)[index], sql`coalesce(${field}, 0)`])),
  });
  return sql`(select json_agg(${json} order by d.day)
    from (select ${today} - back as day from generate_series(0, ${DAYS - 1}::int) back) d
    left join (select ${memberDays.day}, ${sql.join(sums, sql`, `)} from ${memberDays}
                where ${memberDays.orgId} = ${reader.orgId} and ${memberDays.day} > ${today} - ${DAYS}::int group by 1) n using (day))`;
}

/** The days with the number of members at the end of each, counted back from today's. */
export function withTotals(days: Omit<MemberDay, "members">[], members: number): MemberDay[] {
  let total = members;
  return days
    .toReversed()
    .map((day) => {
      const atEnd = total;
      total -= day.added - day.removed;
      return { ...day, members: atEnd };
    })
    .toReversed();
}
