-- Holds an OU until the transaction ends: shared for ingests, which run side by side; alone (p_alone) for whatever changes
-- which lead an id or alias names, or which rules count. Makes the OU's row in "scoring" if there is none.
-- Lock order: that row, this lock, aliases, leads, what belongs to leads, tallies.
CREATE OR REPLACE FUNCTION public.enter_unit(p_org text, p_unit text, p_alone boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit) THEN
    INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  END IF;
  IF p_alone THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_org || '/' || p_unit, 8));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_org || '/' || p_unit, 8));
  END IF;
END
$function$;
