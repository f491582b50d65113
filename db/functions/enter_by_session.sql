-- Enters as the member of a session, given its hash; no row if the session or the member is not valid. A session ends p_idle
-- seconds after its last request. Also returns how many seconds ago its password was given (contract §13), and the member's name. Locks what p_locks
-- says (enter_member), and notes the use as enter_by_token does.
CREATE OR REPLACE FUNCTION public.enter_by_session(presented_hash text, p_locks text, p_idle integer)
 RETURNS TABLE(session_id text, org_id text, org_member_id text, role text, ou_roles json, expires_at timestamp with time zone, authenticated_seconds double precision, name text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  session record;
  entered record;
  made text;
BEGIN
  made := set_config('app.session_hash', presented_hash, true);
  SELECT s.org_id, s.session_id, s.org_member_id, s.last_seen_at, s.expires_at,
         extract(epoch FROM now() - s.authenticated_at)::double precision AS authenticated_seconds INTO session
    FROM public.sessions s
   WHERE s.session_hash = presented_hash AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => p_idle);
  IF NOT FOUND THEN RETURN; END IF;
  entered := public.enter_member(session.org_id, session.org_member_id, p_locks);
  IF entered.role IS NULL THEN RETURN; END IF;
  IF p_locks <> 'nothing' THEN -- it may have ended while this waited for a lock
    PERFORM 1 FROM public.sessions s WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF public.is_use_due(session.last_seen_at) THEN
    PERFORM 1 FROM public.sessions s
      WHERE s.org_id = session.org_id AND s.session_id = session.session_id FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE public.sessions s SET last_seen_at = now()
       WHERE s.org_id = session.org_id AND s.session_id = session.session_id;
    END IF;
  END IF;
  session_id := session.session_id;
  org_id := session.org_id;
  org_member_id := session.org_member_id;
  role := entered.role;
  ou_roles := entered.ou_roles;
  expires_at := session.expires_at;
  authenticated_seconds := session.authenticated_seconds;
  name := entered.name;
  RETURN NEXT;
END
$function$;
