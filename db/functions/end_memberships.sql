-- Ends the memberships that have expired, in the organization of the scope: those of p_pairs (objects with unit_id and
-- org_member_id), or the first thousand if it is null. Returns them. The policies hide an expired row except while this works,
-- so a new grant has to make room with it.
CREATE OR REPLACE FUNCTION public.end_memberships(p_pairs json)
 RETURNS TABLE(unit_id text, org_member_id text, role text, expires_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  org text := current_setting('app.org_id', true);
BEGIN
  PERFORM set_config('app.ends_memberships', 'on', true);
  IF NOT EXISTS (SELECT FROM public.ou_memberships m WHERE m.org_id = org AND m.expires_at <= now()) THEN
    p_pairs := '[]';
  ELSIF p_pairs IS NULL THEN
    SELECT json_agg(e) INTO p_pairs FROM (SELECT m.unit_id, m.org_member_id FROM public.ou_memberships m
      WHERE m.org_id = org AND m.expires_at <= now() LIMIT 1000) e;
  END IF;
  RETURN QUERY DELETE FROM public.ou_memberships m
    USING json_to_recordset(p_pairs) AS p (unit_id text, org_member_id text)
    WHERE m.org_id = org AND m.unit_id = p.unit_id AND m.org_member_id = p.org_member_id AND m.expires_at <= now()
    RETURNING m.unit_id, m.org_member_id, m.role, m.expires_at;
  PERFORM set_config('app.ends_memberships', '', true);
END
$function$;
