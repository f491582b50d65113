-- Queues the event lead.created for leads that an ingest has made. The audit log leaves those out (contract §8), so what is sent
-- of them is made here.
CREATE OR REPLACE FUNCTION public.queue_new_leads(p_org text, p_unit text, p_leads text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT public.has_webhooks(p_org) THEN RETURN; END IF;
  PERFORM public.queue_events(p_org, (
    SELECT json_agg(json_build_object('id', id, 'at', at, 'action', 'lead.created', 'unit_id', p_unit, 'data', json_build_object(
             'at', at, 'action', 'lead.created', 'actor', json_build_object('kind', 'system', 'id', null, 'name', null),
             'unit_id', p_unit, 'target', json_build_object('type', 'lead', 'id', id, 'name', null))))
      FROM unnest(p_leads) id, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') at));
END
$function$;
