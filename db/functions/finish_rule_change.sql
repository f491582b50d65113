-- The last statement of a change to an OU's rules. If the OU has at most p_limit leads it recomputes their scores, holding the
-- OU alone, and returns true; otherwise it returns false and a job has to recompute them (recompute_step).
CREATE OR REPLACE FUNCTION public.finish_rule_change(p_org text, p_unit text, p_limit integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Truncated, because the column would round it up, into the future.
  UPDATE public.scoring s SET due_at = date_trunc('milliseconds', now()) WHERE s.org_id = p_org AND s.unit_id = p_unit;
  IF (SELECT count(*) FROM (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = p_unit LIMIT p_limit + 1) few) > p_limit
  THEN RETURN false; END IF;
  PERFORM public.enter_unit(p_org, p_unit, true); -- no ingest starts before this is committed
  WHILE public.recompute_step(p_org, p_unit, greatest(p_limit, 1)) <> 'idle' LOOP NULL; END LOOP;
  RETURN true;
END
$function$;
