import { sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMails } from "@/domain/mail/queue-mails";
import type { MemberStatus, Role } from "@/lib/roles";
import { TOLD_DAYS } from "./expiry";

const AT_ONCE = 1_000;

type Person = { id: string; email: string; name: string; role: Role; status: MemberStatus };
type Ending = { member: Person; granter: Person | null; unit: string; role: Role; expires_at: string };

/**
 * Tells members and those who granted it that access ends within three days, in one mail each, once. Returns whether there may
 * be more.
 */
export async function tellOfEnds(tx: Tx, system: Actor): Promise<boolean> {
  const endings = await takeUntold(tx, system);
  const losing = endings.filter(({ member }) => member.status === "active" && member.role !== "admin");
  const mails = [...groupOf(losing, ({ member }) => member)].map(([id, { to, all }]) => ({
    memberId: id,
    to,
    facts: { units: all.map(({ unit: name, role, expires_at }) => ({ name, role, expires_at })) },
  }));
  if (mails.length > 0) await queueMails(tx, system, { kind: "access_ending", facts: {}, mails });
  const giving = endings.filter(({ member, granter }) => granter?.status === "active" && granter.id !== member.id);
  const notes = [...groupOf(giving, ({ granter }) => granter)].map(([id, { to, all }]) => ({
    memberId: id,
    to,
    facts: {
      grants: all.map(({ member, unit, expires_at }) => ({ member: member.name, unit_name: unit, expires_at })),
    },
  }));
  if (notes.length > 0) await queueMails(tx, system, { kind: "granted_access_ending", facts: {}, mails: notes });
  return endings.length === AT_ONCE;
}

function groupOf(endings: readonly Ending[], of: (ending: Ending) => Person | null) {
  const groups = new Map<string, { to: string; all: Ending[] }>();
  for (const ending of endings) {
    const person = of(ending);
    if (!person) continue;
    const { all = [] } = groups.get(person.id) ?? {};
    groups.set(person.id, { to: person.email, all: [...all, ending] });
  }
  return groups;
}

const person = (alias: string) =>
  jsonObject({
    id: sql.raw(`${alias}.org_member_id`),
    email: sql.raw(`${alias}.email`),
    role: sql.raw(`${alias}.role`),
    status: sql.raw(`${alias}.status`),
    name: sql.raw(`${alias}.first_name || ' ' || ${alias}.last_name`),
  });

const endingJson = jsonObject({
  member: person("m"),
  granter: sql`case when g.org_member_id is not null then ${person("g")} end`,
  unit: sql`u.name`,
  role: sql`told.role`,
  expires_at: jsonTime(sql`told.expires_at`),
});

async function takeUntold(tx: Tx, { orgId }: Actor): Promise<Ending[]> {
  const rows = await tx.execute<{ ending: Ending }>(sql`
    with due as materialized (
      select unit_id, org_member_id from ou_memberships
       where org_id = ${orgId} and told_at is null and expires_at <= now() + make_interval(days => ${TOLD_DAYS})
       order by org_member_id, unit_id limit ${sql.raw(String(AT_ONCE))} for no key update skip locked),
    told as (
      update ou_memberships o set told_at = now() from due
       where o.org_id = ${orgId} and o.unit_id = due.unit_id and o.org_member_id = due.org_member_id
      returning o.unit_id, o.org_member_id, o.role, o.granted_by, o.expires_at)
    select ${endingJson} as ending
      from told join members m on m.org_id = ${orgId} and m.org_member_id = told.org_member_id
      join org_units u on u.org_id = ${orgId} and u.unit_id = told.unit_id
      left join members g on g.org_id = ${orgId} and g.org_member_id = told.granted_by
     order by told.expires_at, u.name`);
  return rows.map(({ ending }) => ending);
}
