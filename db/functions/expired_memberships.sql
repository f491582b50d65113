-- What the organization's tallies still count of memberships that have expired but are still stored: for each OU what to subtract
-- from unit_tallies, and in a row without an OU the members to subtract from with_access. Few or none: a job removes them each minute.
CREATE OR REPLACE FUNCTION public.expired_memberships(p_org text)
 RETURNS TABLE(unit_id text, members integer, admins integer, org_admins integer)
 LANGUAGE plpgsql
 STABLE ROWS 1
AS $function$
#variable_conflict use_column
DECLARE
  former text := current_setting('app.ends_memberships', true);
BEGIN
  PERFORM set_config('app.ends_memberships', 'on', true);
  IF EXISTS (SELECT FROM public.ou_memberships m WHERE m.org_id = p_org AND m.expires_at <= now()) THEN
    RETURN QUERY
      SELECT m.unit_id, count(*)::int, (count(*) FILTER (WHERE m.role = 'admin'))::int, (count(*) FILTER (WHERE k.is_admin))::int
        FROM public.ou_memberships m JOIN public.member_counts k USING (org_id, org_member_id)
       WHERE m.org_id = p_org AND m.expires_at <= now() GROUP BY 1
      UNION ALL
      SELECT NULL, count(*)::int, 0, 0
        FROM (SELECT m.org_member_id, count(*) AS number FROM public.ou_memberships m
               WHERE m.org_id = p_org AND m.expires_at <= now() GROUP BY 1) e
        JOIN public.member_counts k ON k.org_id = p_org AND k.org_member_id = e.org_member_id
       WHERE NOT k.is_admin AND k.memberships = e.number;
  END IF;
  PERFORM set_config('app.ends_memberships', coalesce(former, ''), true);
END
$function$;
