-- Keeps what is counted of members as org admins (is_admin of member_counts, with_access of member_tallies, org_admins of
-- unit_tallies) when members become org admins or stop being one. Expired memberships count until they are removed, so it sees them.
-- A removed member's row of member_counts is deleted with the last membership or message, which are removed after the member,
-- or here if there are none. Takes locks in the order of tally_memberships.
CREATE OR REPLACE FUNCTION public.tally_admins()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  turned json;
  former text := current_setting('app.ends_memberships', true);
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.member_counts k USING changed c WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id
       AND k.memberships = 0 AND k.messages = 0;
    RETURN NULL;
  END IF;
  SELECT json_agg(t) INTO turned FROM (
    SELECT c.org_id, c.org_member_id, sum(c.more) AS more
      FROM (SELECT b.org_id, b.org_member_id, -1 AS more FROM before b WHERE b.role = 'admin'
            UNION ALL SELECT a.org_id, a.org_member_id, 1 FROM changed a WHERE a.role = 'admin') c
     GROUP BY 1, 2 HAVING sum(c.more) <> 0 ORDER BY 1, 2) t;
  IF turned IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM public.tally_slot(c.org_id) FROM (
    SELECT DISTINCT t.org_id FROM json_to_recordset(turned) AS t (org_id text)) c;
  WITH noted AS (
    INSERT INTO public.member_counts AS k (org_id, org_member_id, is_admin)
      SELECT t.org_id, t.org_member_id, t.more > 0 FROM json_to_recordset(turned) AS t (org_id text, org_member_id text, more int)
    ON CONFLICT (org_id, org_member_id) DO UPDATE SET is_admin = excluded.is_admin
    RETURNING k.org_id, k.is_admin, k.memberships
  )
  INSERT INTO public.member_tallies AS t (org_id, slot, with_access)
    SELECT n.org_id, public.tally_slot(n.org_id), sum(CASE WHEN n.is_admin THEN -1 ELSE 1 END)
      FROM noted n WHERE n.memberships > 0 GROUP BY 1
  ON CONFLICT (org_id, slot) DO UPDATE SET with_access = t.with_access + excluded.with_access;
  PERFORM set_config('app.ends_memberships', 'on', true);
  INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, org_admins)
    SELECT m.org_id, m.unit_id, public.tally_slot(m.org_id), sum(c.more)
      FROM json_to_recordset(turned) AS c (org_id text, org_member_id text, more int)
      JOIN public.ou_memberships m ON m.org_id = c.org_id AND m.org_member_id = c.org_member_id GROUP BY 1, 2
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET org_admins = t.org_admins + excluded.org_admins;
  PERFORM set_config('app.ends_memberships', coalesce(former, ''), true);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_admins_moved AFTER UPDATE ON public.members REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_admins();

CREATE OR REPLACE TRIGGER members_admins_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_admins();
