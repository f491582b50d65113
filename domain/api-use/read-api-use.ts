import { type SQL, sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { personalAccessTokens as tokens } from "@/db/schema/personal-access-tokens";
import { rateUsage } from "@/db/schema/rates";
import { serviceAccounts } from "@/db/schema/service-accounts";
import { sessions } from "@/db/schema/sessions";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { rateKinds, ratePerSecond } from "@/lib/rates";
import type { ApiUse, CredentialUse, LimitUse } from "./schema";

const SHOWN = 10;

const thisMinute = sql`date_trunc('minute', now())`;
const inLastHour = (reader: Reader): SQL =>
  sql`${rateUsage.orgId} = ${reader.orgId} and ${rateUsage.minute} > ${thisMinute} - interval '60 minutes'`;
const counts = {
  last_minute: sql`coalesce(sum(${rateUsage.requests})
    filter (where ${rateUsage.minute} = ${thisMinute} - interval '1 minute'), 0)::int`,
  last_hour: sql`sum(${rateUsage.requests})::int`,
  refused: sql`sum(${rateUsage.refused})::int`,
};

async function readLimits(tx: Tx, reader: Reader): Promise<LimitUse[]> {
  const used = jsonObject({ kind: rateUsage.kind, ...counts, busiest_minute: sql`max(${rateUsage.requests})` });
  const found = await readJson<Omit<LimitUse, "per_second">[]>(
    tx,
    sql`select coalesce(json_agg(json), '[]')::text as json from (
      select ${used} as json from ${rateUsage} where ${inLastHour(reader)} and ${rateUsage.credentialHash} = ''
       group by ${rateUsage.kind}) as kinds`,
  );
  const none = { last_minute: 0, last_hour: 0, refused: 0, busiest_minute: 0 };
  return rateKinds.map((kind) => {
    const use = found.parse().find((one) => one.kind === kind);
    return { ...none, ...use, kind, per_second: ratePerSecond(kind, "organization") };
  });
}

const owner = sql`coalesce(${orgUnits.name}, ${members.firstName} || ' ' || ${members.lastName})`;
const credential = jsonObject({
  key: sql`used.key`,
  type: sql`case when ${tokens.tokenId} is not null then 'token' when ${sessions.sessionId} is not null then 'session'
    when ${serviceAccounts.secretId} is not null then 'service_account' else 'ended' end`,
  name: sql`coalesce(${tokens.name}, ${serviceAccounts.name})`,
  owner,
  owner_path: sql`coalesce('/dashboard/org-units/' || ${orgUnits.unitId}, '/dashboard/members/' || ${members.orgMemberId})`,
  last_minute: sql`used.last_minute`,
  last_hour: sql`used.last_hour`,
  refused: sql`used.refused`,
});

/** Lets an org admin see the names of service accounts in other OUs than the active one. */
async function nameUsed(tx: Tx, where: SQL): Promise<void> {
  const hashes = sql`select string_agg(distinct ${rateUsage.credentialHash}, ',') from ${rateUsage} where ${where}`;
  await tx.execute(sql`select set_config('app.used_hashes', coalesce((${hashes}), ''), true)`);
}

async function readCredentials(tx: Tx, reader: Reader): Promise<CredentialUse[]> {
  const isOurs = sql`${inLastHour(reader)} and ${rateUsage.credentialHash} <> ''`;
  const reading = sql`select coalesce(json_agg(${credential} order by used.key), '[]')::text as json from (
        select row_number() over (order by sum(${rateUsage.requests}) desc, ${rateUsage.credentialHash})::int as key,
               ${rateUsage.credentialHash} as hash, ${sql.join(named(counts), sql`, `)} from ${rateUsage}
         where ${isOurs} group by ${rateUsage.credentialHash} order by key limit ${SHOWN}) as used
      left join ${tokens} on ${tokens.orgId} = ${reader.orgId} and ${tokens.tokenHash} = used.hash
      left join ${sessions} on ${sessions.orgId} = ${reader.orgId} and ${sessions.sessionHash} = used.hash
      left join ${serviceAccounts} on ${serviceAccounts.orgId} = ${reader.orgId} and ${serviceAccounts.secretHash} = used.hash
      left join ${orgUnits} on ${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${serviceAccounts.unitId}
      left join ${members} on ${members.orgId} = ${reader.orgId}
       and ${members.orgMemberId} = coalesce(${tokens.orgMemberId}, ${sessions.orgMemberId})`;
  // In one write, in this order.
  const [, found] = await Promise.all([nameUsed(tx, isOurs), readJson<CredentialUse[]>(tx, reading)]);
  return found.parse();
}

const named = (columns: Record<string, SQL>) =>
  Object.entries(columns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`);

/** Who used the API in the last hour, and how much of the organization's limits: nothing, unless the reader is an org admin. */
export async function readApiUse(tx: Tx, reader: Reader): Promise<ApiUse> {
  const [limits, credentials] = await Promise.all([readLimits(tx, reader), readCredentials(tx, reader)]);
  return { limits, credentials };
}
