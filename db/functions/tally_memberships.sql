-- Keeps member_counts, unit_tallies and with_access of member_tallies when memberships are added, end, or change their role.
-- Takes the organization's slot first, then the members in the order of their IDs, so parallel changes never deadlock.
-- No query joins the changed rows to another list of that length, because its plan is kept and was made for one row.
CREATE OR REPLACE FUNCTION public.tally_memberships()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  each integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, admins)
      SELECT m.org_id, m.unit_id, public.tally_slot(m.org_id), m.more
        FROM (SELECT c.org_id, c.unit_id, sum(c.more)::int AS more
                FROM (SELECT b.org_id, b.unit_id, -1 AS more FROM before b WHERE b.role = 'admin'
                      UNION ALL SELECT a.org_id, a.unit_id, 1 FROM changed a WHERE a.role = 'admin') c
               GROUP BY 1, 2) m
       WHERE m.more <> 0
    ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET admins = t.admins + excluded.admins;
    RETURN NULL;
  ELSIF NOT EXISTS (SELECT FROM changed) THEN
    RETURN NULL;
  END IF;
  PERFORM public.tally_slot(c.org_id) FROM (SELECT DISTINCT o.org_id FROM changed o) c;
  WITH counted AS (
    INSERT INTO public.member_counts AS k (org_id, org_member_id, is_admin, memberships)
      SELECT c.org_id, c.org_member_id, coalesce((SELECT m.role = 'admin' FROM public.members m
               WHERE m.org_id = c.org_id AND m.org_member_id = c.org_member_id), false), each * count(*)
        FROM changed c GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (org_id, org_member_id) DO UPDATE SET memberships = k.memberships + excluded.memberships
    RETURNING k.org_id, k.org_member_id, k.is_admin, k.memberships
  )
  INSERT INTO public.member_tallies AS t (org_id, slot, with_access)
    SELECT p.org_id, public.tally_slot(p.org_id), sum((p.now > 0)::int - (p.now - p.more > 0)::int)
      FROM (SELECT u.org_id, u.org_member_id, bool_or(u.is_admin) AS is_admin, sum(u.now) AS now, sum(u.more) AS more
              FROM (SELECT k.org_id, k.org_member_id, k.is_admin, k.memberships AS now, 0 AS more FROM counted k
                    UNION ALL SELECT c.org_id, c.org_member_id, false, 0, each FROM changed c) u
             GROUP BY 1, 2) p
     WHERE NOT p.is_admin GROUP BY 1 HAVING sum((p.now > 0)::int - (p.now - p.more > 0)::int) <> 0
  ON CONFLICT (org_id, slot) DO UPDATE SET with_access = t.with_access + excluded.with_access;
  INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, members, admins, org_admins)
    SELECT c.org_id, c.unit_id, public.tally_slot(c.org_id), each * count(*), each * count(*) FILTER (WHERE c.role = 'admin'),
           each * count(*) FILTER (WHERE (SELECT k.is_admin FROM public.member_counts k
             WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id))
      FROM changed c GROUP BY 1, 2
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET members = t.members + excluded.members,
    admins = t.admins + excluded.admins, org_admins = t.org_admins + excluded.org_admins;
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.member_counts k USING changed c
     WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id AND k.memberships = 0 AND k.messages = 0;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER memberships_added AFTER INSERT ON public.ou_memberships REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();

CREATE OR REPLACE TRIGGER memberships_moved AFTER UPDATE ON public.ou_memberships REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();

CREATE OR REPLACE TRIGGER memberships_removed AFTER DELETE ON public.ou_memberships REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();
