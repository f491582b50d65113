-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_actor has who did it (kind, id),
-- p_credential with what (kind, id; or null), p_client from where (ip, user_agent). p_entries are objects with id, at, action,
-- target (type, id, name), subject (whose values the personal ones are, or null), unit_id, change_set_id, changes, and
-- personal_changes. A member's and an OU's name that an entry leaves out is read here, so it is the name at the end of the
-- transaction; a session is named for its member, and a name that is null is kept out. Personal values are stored apart, and
-- hashed with a salt into the entry.
CREATE OR REPLACE FUNCTION public.write_audit_entries(p_actor json, p_credential json, p_client json, p_request_id text, p_entries json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  actor_id text := p_actor ->> 'id';
  actor_name text;
  origin text;
BEGIN
  IF p_actor ->> 'kind' = 'member' THEN
    SELECT m.first_name || ' ' || m.last_name INTO actor_name FROM public.members m
     WHERE m.org_id = org AND m.org_member_id = actor_id;
    IF actor_name IS NULL THEN -- they have removed themselves
      SELECT e.target ->> 'name' INTO actor_name FROM json_to_recordset(p_entries) AS e (target json)
       WHERE e.target ->> 'id' = actor_id;
    END IF;
    origin := json_build_object('name', actor_name, 'ip', p_client -> 'ip', 'user_agent', p_client -> 'user_agent')::text;
  ELSE
    IF p_actor ->> 'kind' = 'service_account' THEN
      SELECT s.name INTO actor_name FROM public.service_accounts s
       WHERE s.org_id = org AND s.unit_id = current_setting('app.unit_id', true) AND s.secret_id = actor_id;
    END IF;
    IF p_client ->> 'ip' IS NOT NULL OR p_client ->> 'user_agent' IS NOT NULL THEN
      origin := json_build_object('ip', p_client -> 'ip', 'user_agent', p_client -> 'user_agent')::text;
    END IF;
  END IF;
  WITH entries AS MATERIALIZED (
    SELECT e.*, e.target ->> 'type' AS target_type, e.target ->> 'id' AS target_id,
           CASE WHEN e.target -> 'name' IS NOT NULL THEN e.target ->> 'name'
             WHEN e.target ->> 'type' IN ('member', 'session')
               THEN (SELECT m.first_name || ' ' || m.last_name FROM public.members m
                      WHERE m.org_id = org AND m.org_member_id = e.subject)
             WHEN e.target ->> 'type' = 'org_unit' THEN (SELECT u.name FROM public.org_units u
                                    WHERE u.org_id = org AND u.unit_id = e.target ->> 'id') END AS target_name
      FROM json_to_recordset(p_entries) AS e (id text, at text, action text, target json, subject text, unit_id text,
                                              change_set_id text, changes json, personal_changes json)
  ), personal AS MATERIALIZED (
    SELECT e.id, part.name AS part, part.subject, part.value, replace(gen_random_uuid()::text, '-', '') AS salt,
           e.target_id, e.unit_id
      FROM entries e CROSS JOIN LATERAL (VALUES
        ('origin', coalesce(actor_id, e.subject, e.target_id), origin),
        ('target', e.subject, CASE WHEN e.target_name IS NOT NULL OR json_array_length(e.personal_changes) > 0 THEN
          json_build_object('name', e.target_name, 'changes', coalesce(e.personal_changes, '[]'::json))::text END)
        ) AS part (name, subject, value)
     WHERE part.value IS NOT NULL AND part.subject IS NOT NULL
  ), hashes AS MATERIALIZED (
    SELECT p.id, json_object_agg(p.part, encode(sha256(convert_to(p.salt || p.value, 'UTF8')), 'hex') ORDER BY p.part) AS values
      FROM personal p GROUP BY p.id
  ), stored AS (
    INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
    SELECT org, p.id, p.part, actor_id, p.target_id, p.unit_id, p.subject, p.salt, p.value FROM personal p
  ), unsealed AS (
    INSERT INTO public.audit_unsealed (org_id, entry_id) SELECT org, e.id FROM entries e
  )
  INSERT INTO public.audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
  SELECT org, e.id, actor_id, e.target_id, e.unit_id, e.action, json_build_object(
      'id', e.id, 'at', e.at, 'action', e.action,
      'actor', CASE WHEN p_actor ->> 'kind' = 'member' THEN json_build_object('kind', 'member', 'id', actor_id)
                    ELSE json_build_object('kind', p_actor ->> 'kind', 'id', actor_id, 'name', actor_name) END,
      'credential', p_credential, 'unit_id', e.unit_id,
      'target', CASE WHEN e.subject IS NULL THEN json_build_object('type', e.target_type, 'id', e.target_id, 'name', e.target_name)
                     ELSE json_build_object('type', e.target_type, 'id', e.target_id) END,
      'changes', coalesce(e.changes, '[]'::json), 'change_set_id', e.change_set_id, 'request_id', p_request_id,
      'values', coalesce(h.values, '{}'::json))::text
    FROM entries e LEFT JOIN hashes h ON h.id = e.id;
  IF public.has_webhooks(org) THEN PERFORM public.queue_events(org, p_entries); END IF;
END
$function$;
