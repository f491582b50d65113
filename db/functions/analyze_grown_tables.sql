-- Analyzes the tables of leads that are eight times as large as when they were last analyzed, or never were. Autovacuum comes
-- once a minute, and until then the planner cannot tell a look-up by key from reading a whole OU. SECURITY DEFINER, because
-- only their owner may; it takes nothing from its caller and tells it nothing.
CREATE OR REPLACE FUNCTION public.analyze_grown_tables()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT c.oid FROM unnest('{public.leads,public.lead_aliases,public.lead_event_counts,public.lead_scores}'::regclass[]) t (oid)
      JOIN pg_class c USING (oid)
     WHERE pg_relation_size(c.oid) > 8 * greatest(c.relpages, 1) * current_setting('block_size')::bigint
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
END
$function$;
