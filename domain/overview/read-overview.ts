import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { memberTallies } from "@/db/schema/member-tallies";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { withoutUnit } from "@/domain/members/member-totals";
import { attention } from "./attention";
import { memberDayList, withTotals } from "./member-days";
import { endingAccess, expiring, lastChanges, newestMembers } from "./recent";
import type { Overview } from "./schema";
import { unitSizes } from "./unit-sizes";

/**
 * Members, OUs and what happened to them lately, as far as the reader may see: one statement, which reads what is kept and
 * as many rows as the page shows. Only what ends soon or needs attention is counted, from indexes that have nothing else.
 */
export async function readOverview(tx: Tx, reader: Reader): Promise<Overview> {
  const json = jsonObject({
    members: sql`sum(admins + editors + viewers)`,
    roles: jsonObject({ admin: sql`sum(admins)`, editor: sql`sum(editors)`, viewer: sql`sum(viewers)` }),
    invited: sql`sum(invited)`,
    without_unit: sql`case when ${asOrgAdmin} then ${withoutUnit(reader)} end`,
    expiring: expiring(reader),
    ending: endingAccess(reader),
    units: unitSizes(reader),
    days: memberDayList(reader),
    newest: newestMembers(reader),
    changes: lastChanges(reader),
    attention: sql`case when ${asOrgAdmin} then ${attention(reader)} end`,
  });
  const overview = await readJson<Overview>(
    tx,
    sql`select ${json}::text as json from ${memberTallies} where ${memberTallies.orgId} = ${reader.orgId}`,
  );
  const { days, ...rest } = overview.parse();
  return { ...rest, days: withTotals(days, rest.members) };
}
