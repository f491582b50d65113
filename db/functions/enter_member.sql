-- Gives the transaction the scope of a member whose credential has been found. Returns their role and, unless they are an org
-- admin, their OU roles, and their name; nulls if they are not active, and LV002 if the organization is suspended
-- (refuse_suspended). Every request asks this, so settings are made by assignments, which run without a statement. p_locks:
-- 'nothing'; 'member' keeps their role and status until the end; 'self' is for a change to their own row; 'access' for a change
-- of one membership; 'organization' for a change to anybody's role or status, or of many memberships. Access is always locked
-- before the member (lock_access).
CREATE OR REPLACE FUNCTION public.enter_member(p_org text, p_member text, p_locks text, OUT role text, OUT ou_roles json, OUT name text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  member_role text;
  member_name text;
  is_suspended boolean;
  has_webhooks boolean;
  unit_ids text := '';
  admin_unit_ids text := '';
  made text;
BEGIN
  made := concat(set_config('app.org_id', p_org, true), set_config('app.member_id', p_member, true),
                 pg_advisory_xact_lock_shared(hashtextextended(p_org, 11))); -- as refuse_suspended does
  IF p_locks IN ('access', 'organization') THEN
    PERFORM public.lock_access(p_org, CASE p_locks WHEN 'access' THEN '' END);
  END IF;
  IF p_locks = 'nothing' THEN
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active';
  ELSIF p_locks IN ('member', 'access') THEN
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR SHARE OF m;
  ELSE
    SELECT m.role, m.first_name || ' ' || m.last_name, o.suspended_at IS NOT NULL, o.has_webhooks
      INTO member_role, member_name, is_suspended, has_webhooks
      FROM public.members m JOIN public.organizations o USING (org_id)
     WHERE m.org_id = p_org AND m.org_member_id = p_member AND m.status = 'active' FOR NO KEY UPDATE OF m;
  END IF;
  IF member_role IS NULL THEN
    made := set_config('app.org_role', '', true);
    RETURN;
  END IF;
  IF is_suspended THEN PERFORM public.refuse_suspended(p_org); END IF;
  IF member_role <> 'admin' THEN
    SELECT json_object_agg(u.unit_id, u.role), coalesce(string_agg(u.unit_id, ','), ''),
           coalesce(string_agg(u.unit_id, ',') FILTER (WHERE u.role = 'admin'), '') INTO ou_roles, unit_ids, admin_unit_ids
      FROM public.ou_memberships u WHERE u.org_id = p_org AND u.org_member_id = p_member
       AND (u.expires_at IS NULL OR u.expires_at > clock_timestamp()); -- it may have waited for a lock
  END IF;
  made := concat(set_config('app.org_role', member_role, true), set_config('app.unit_ids', unit_ids, true),
                 set_config('app.admin_unit_ids', admin_unit_ids, true),
                 set_config('app.has_webhooks', CASE WHEN has_webhooks THEN 'on' ELSE 'off' END, true));
  role := member_role;
  name := member_name;
END
$function$;
