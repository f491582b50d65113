-- Enters as the owner of a personal access token, given its hash; no row if the token or the member is not valid. Locks what
-- p_locks says (enter_member). Notes the token's use when that is due (is_use_due), unless another request is doing so.
-- A token of one OU has the scope of a viewer of the organization whose only membership is the owner's role there, and works
-- in that OU.
CREATE OR REPLACE FUNCTION public.enter_by_token(presented_hash text, p_locks text)
 RETURNS TABLE(token_id text, org_id text, org_member_id text, role text, ou_roles json, scopes json, only_unit_id text, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  token record;
  entered record;
  unit_role text;
  made text;
BEGIN
  made := set_config('app.token_hash', presented_hash, true);
  SELECT t.org_id, t.token_id, t.org_member_id, t.last_used_at, t.scopes, t.only_unit_id INTO token
    FROM public.personal_access_tokens t
   WHERE t.token_hash = presented_hash AND (t.expires_at IS NULL OR t.expires_at > now());
  IF NOT FOUND THEN RETURN; END IF;
  entered := public.enter_member(token.org_id, token.org_member_id, p_locks);
  IF entered.role IS NULL THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.personal_access_tokens t WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF token.only_unit_id IS NOT NULL THEN
    unit_role := CASE WHEN entered.role = 'admin' THEN 'admin' ELSE entered.ou_roles ->> token.only_unit_id END;
    entered.role := 'viewer';
    entered.ou_roles := CASE WHEN unit_role IS NOT NULL THEN json_build_object(token.only_unit_id, unit_role) END;
    PERFORM set_config('app.org_role', 'viewer', true), set_config('app.only_unit_id', token.only_unit_id, true),
            set_config('app.unit_ids', CASE WHEN unit_role IS NULL THEN '' ELSE token.only_unit_id END, true),
            set_config('app.admin_unit_ids', CASE WHEN unit_role = 'admin' THEN token.only_unit_id ELSE '' END, true),
            set_config('app.unit_org_id', token.org_id, true), set_config('app.unit_id', token.only_unit_id, true),
            set_config('app.unit_role', coalesce(unit_role, ''), true);
  END IF;
  IF public.is_use_due(token.last_used_at) THEN
    PERFORM 1 FROM public.personal_access_tokens t
      WHERE t.org_id = token.org_id AND t.token_id = token.token_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.personal_access_tokens t SET last_used_at = now()
       WHERE t.org_id = token.org_id AND t.token_id = token.token_id;
    END IF;
  END IF;
  token_id := token.token_id;
  org_id := token.org_id;
  org_member_id := token.org_member_id;
  role := entered.role;
  ou_roles := entered.ou_roles;
  scopes := to_json(token.scopes);
  only_unit_id := token.only_unit_id;
  name := entered.name;
  RETURN NEXT;
END
$function$;
