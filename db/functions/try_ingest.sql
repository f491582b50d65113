-- Ingests beside others of the OU, as ingest_events does without p_alone. Returns null if it has to run alone: then nothing
-- is stored, and no lock is held. A block with a handler is a savepoint that costs no message.
CREATE OR REPLACE FUNCTION public.try_ingest(p_org text, p_unit text, p_new text[], p_named json, p_aliases json, p_events json)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
BEGIN
  RETURN public.ingest_events(p_org, p_unit, p_new, p_named, p_aliases, p_events, false);
EXCEPTION WHEN SQLSTATE 'LV001' THEN
  RETURN NULL;
END
$function$;
