-- Gives up an ingest that has to hold the OU alone. Always raises LV001, which try_ingest catches.
CREATE OR REPLACE FUNCTION public.retry_alone(p_reason text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '%', p_reason USING ERRCODE = 'LV001';
END
$function$;
