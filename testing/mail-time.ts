import { owner } from "./organization";

/** As if the minute had passed that has to lie between two mails to a member. */
export const coolDown = (memberId: string) =>
  owner()`update messages set created_at = created_at - interval '60 seconds' where org_member_id = ${memberId}`;

/** As if everything that the organization's mail budgets have counted had happened so many hours earlier. */
export const ageDepartures = (orgId: string, hours: number) =>
  owner()`update mail_budgets set departures =
    (select coalesce(jsonb_agg(jsonb_build_array((d->>0)::int - ${hours * 3600}, d->1) order by d->0), '[]')
       from jsonb_array_elements(departures) d)
    where org_id = ${orgId}`;
