-- Makes the generation that has been built the one that is shown: readers see all of the new scores at once. Holds the OU
-- alone, so that no ingest is still writing old ones. Returns 'working', for recompute_step.
CREATE OR REPLACE FUNCTION public.show_built_scores(p_org text, p_unit text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  moment timestamptz;
BEGIN
  PERFORM public.enter_unit(p_org, p_unit, true);
  moment := clock_timestamp();
  UPDATE public.scoring c
     SET generation = c.building, rules = c.building_rules,
         thresholds = public.effective_thresholds(p_org, p_unit), activated_at = moment,
         previous = c.generation, garbage = c.garbage || c.generation,
         building = NULL, building_rules = NULL
   WHERE c.org_id = p_org AND c.unit_id = p_unit;
  RETURN 'working';
END
$function$;
