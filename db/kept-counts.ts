// Compares kept numbers with what they count, by organization or OU. Each query, run as the database's owner, finds the differences.

const counted = `select m.org_id, m.org_member_id, m.role, m.status, coalesce(g.n, 0) as memberships, coalesce(s.n, 0) as messages
  from members m
  left join (select org_id, org_member_id, count(*) as n from ou_memberships group by 1, 2) g using (org_id, org_member_id)
  left join (select org_id, org_member_id, count(*) as n from messages group by 1, 2) s using (org_id, org_member_id)`;

/** The queries for members, their memberships and messages, each by the name of what it compares. */
export const keptOfMembers: Readonly<Record<string, string>> = {
  "the number of members": `
    select * from (select org_id, array[count(*) filter (where role = 'admin'), count(*) filter (where role = 'editor'),
               count(*) filter (where role = 'viewer'), count(*) filter (where status = 'invited'),
               count(*) filter (where role <> 'admin' and memberships > 0), sum(messages)::int, count(*) filter (where messages > 0)] as n
             from (${counted}) each group by 1) m
      full join (select org_id, array[sum(admins), sum(editors), sum(viewers), sum(invited), sum(with_access), sum(messages), sum(mailed)] as n
             from member_tallies group by 1) t using (org_id)
     where coalesce(m.n, '{0,0,0,0,0,0,0}') <> coalesce(t.n, '{0,0,0,0,0,0,0}')`,
  "the number of memberships and messages of each member": `
    select * from (${counted}) m full join member_counts k using (org_id, org_member_id)
     where m.role is null or k.is_admin <> (m.role = 'admin')
        or (m.memberships, m.messages) <> (coalesce(k.memberships, 0), coalesce(k.messages, 0))`,
  "the number of memberships by OU": `
    select * from (select org_id, unit_id, array[count(*), count(*) filter (where g.role = 'admin'),
               count(*) filter (where m.role = 'admin')] as n
             from ou_memberships g join members m using (org_id, org_member_id) group by 1, 2) m
      full join (select org_id, unit_id, array[sum(members), sum(admins), sum(org_admins)] as n
             from unit_tallies group by 1, 2) t using (org_id, unit_id)
     where coalesce(m.n, '{0,0,0}') <> coalesce(t.n, '{0,0,0}')`,
  "the number of members by day": `
    select * from (select org_id, count(*) as n from members group by 1) m
      full join (select org_id, sum(added - removed) as n from member_days group by 1) d using (org_id)
     where coalesce(m.n, 0) <> coalesce(d.n, 0)`,
  "the addresses for signing in": `
    select * from members m full join sign_in_addresses a using (org_id, email_key) where a.org_member_id is distinct from m.org_member_id`,
};

/** The same for leads, events and the audit log. */
export const keptOfLeads: Readonly<Record<string, string>> = {
  "the number of leads": `
    select * from (select org_id, unit_id, count(*) as n from leads group by 1, 2) l
      full join (select org_id, unit_id, sum(leads) as n from lead_tallies group by 1, 2) t using (org_id, unit_id)
     where coalesce(l.n, 0) <> coalesce(t.n, 0)`,
  "the number of events by lead": `
    select * from (select org_id, unit_id, count(*) as n from events group by 1, 2) e
      full join (select org_id, unit_id, sum(events) as n from lead_event_counts group by 1, 2) c using (org_id, unit_id)
     where coalesce(e.n, 0) <> coalesce(c.n, 0)`,
  "the number of events by day": `
    select * from (select org_id, unit_id, count(*) as n from events group by 1, 2) e
      full join (select org_id, unit_id, sum(events) as n from event_days group by 1, 2) d using (org_id, unit_id)
     where coalesce(e.n, 0) <> coalesce(d.n, 0)`,
  "the number of entries in the audit log": `
    select * from (select org_id, count(*) as n from audit_entries group by 1) e
      full join (select org_id, count(*) as n from audit_unsealed group by 1) u using (org_id)
      full join (select org_id, size - pruned as n from audit_trees) t using (org_id)
     where coalesce(e.n, 0) <> coalesce(u.n, 0) + coalesce(t.n, 0)`,
};
