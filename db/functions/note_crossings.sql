-- Queues the event lead.score_crossed for each threshold that a lead's score has risen above, in the transaction that changes
-- the score (contract §12). p_moved is [{lead_id, before, score}]. The caller holds the leads' row locks or the OU alone, so no
-- other transaction sees the same step. The lead is not named, because the name would stay when a person is erased.
CREATE OR REPLACE FUNCTION public.note_crossings(p_org text, p_unit text, p_thresholds jsonb, p_moved json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  moment text := to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
  crossings json;
BEGIN
  SELECT json_agg(json_build_object('id', m.lead_id, 'at', moment, 'action', 'lead.score_crossed', 'unit_id', p_unit, 'data',
           json_build_object('at', moment, 'action', 'lead.score_crossed',
             'actor', json_build_object('kind', 'system', 'id', null, 'name', null), 'unit_id', p_unit,
             'target', json_build_object('type', 'lead', 'id', m.lead_id, 'name', null),
             'ruleset', json_build_object('id', t.ruleset_id, 'name', r.name), 'score_above', t.score_above,
             'changes', json_build_array(json_build_object('field', 'score', 'before', m.before, 'after', m.score)))))
    INTO crossings
    FROM json_to_recordset(p_moved) AS m (lead_id text, before bigint, score bigint)
    JOIN jsonb_to_recordset(p_thresholds) AS t (ruleset_id text, score_above bigint)
      ON m.before <= t.score_above AND m.score > t.score_above
    LEFT JOIN public.rulesets r ON r.org_id = p_org AND r.unit_id = p_unit AND r.ruleset_id = t.ruleset_id;
  IF crossings IS NOT NULL THEN PERFORM public.queue_events(p_org, crossings); END IF;
END
$function$;
