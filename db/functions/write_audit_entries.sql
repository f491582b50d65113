-- Writes a transaction's audit entries (contract §8), in the organization of its scope. p_name is that of the actor, which is read
-- here if it is null and they are a member; p_client has from where they act, as the members of a JSON object, or null. The arrays
-- have an element an entry, or are null if all are: p_contents is the entry as JSON without its last brace, its actor and its
-- values. The subject is whose values the personal ones are, or null. p_values are those values as JSON, or null if there are none
-- or the subject's name has to be read, as it is at the end of the transaction; then p_changes has the other values. Personal
-- values are stored apart, and hashed with a salt into the entry. At the end the entries are queued for webhooks that want them.
-- A loop, because one entry is usual: a statement for all of them takes twice as long to start.
CREATE OR REPLACE FUNCTION public.write_audit_entries(p_kind text, p_actor text, p_name text, p_client text, p_ids text[], p_actions text[], p_targets text[], p_units text[], p_subjects text[], p_contents text[], p_values text[], p_changes text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
  doer text;
  origin text;
  salt text;
  personal text;
  hashes text;
BEGIN
  IF p_kind = 'member' THEN
    IF p_name IS NULL THEN
      SELECT m.first_name || ' ' || m.last_name INTO p_name FROM public.members m
       WHERE m.org_id = org AND m.org_member_id = p_actor;
    END IF;
    doer := '{"kind":"member","id":' || to_json(p_actor) || '}';
    origin := '{"name":' || coalesce(to_json(p_name)::text, 'null') || ',' || p_client || '}';
  ELSE
    doer := json_build_object('kind', p_kind, 'id', p_actor, 'name', p_name);
    origin := '{' || p_client || '}';
  END IF;
  FOR i IN 1 .. cardinality(p_ids) LOOP
    hashes := '';
    IF origin IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := '"origin":"' || encode(sha256(convert_to(salt || origin, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'origin', p_actor, p_targets[i], p_units[i], coalesce(p_actor, p_subjects[i], p_targets[i]), salt, origin);
    END IF;
    personal := p_values[i];
    IF p_changes[i] IS NOT NULL THEN
      personal := '{"name":' || coalesce((SELECT to_json(m.first_name || ' ' || m.last_name)::text FROM public.members m
        WHERE m.org_id = org AND m.org_member_id = p_subjects[i]), 'null') || ',"changes":' || p_changes[i] || '}';
    END IF;
    IF personal IS NOT NULL THEN
      salt := gen_random_uuid();
      hashes := hashes || CASE hashes WHEN '' THEN '' ELSE ',' END
             || '"target":"' || encode(sha256(convert_to(salt || personal, 'UTF8')), 'hex') || '"';
      INSERT INTO public.audit_values (org_id, entry_id, part, actor_id, target_id, about_unit_id, subject_id, salt, value)
      VALUES (org, p_ids[i], 'target', p_actor, p_targets[i], p_units[i], p_subjects[i], salt, personal);
    END IF;
    INSERT INTO public.audit_unsealed (org_id, entry_id) VALUES (org, p_ids[i]);
    INSERT INTO public.audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
    VALUES (org, p_ids[i], p_actor, p_targets[i], p_units[i], p_actions[i],
            p_contents[i] || ',"actor":' || doer || ',"values":{' || hashes || '}}');
  END LOOP;
  IF public.has_webhooks(org) THEN
    PERFORM public.queue_events(org, ('[' || array_to_string(p_contents, '},') || '}]')::json);
  END IF;
END
$function$;
