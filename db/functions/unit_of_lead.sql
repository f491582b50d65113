-- The OU, among those the scope reaches, that has this lead or that it was merged in; otherwise null. Rows of an OU are only
-- readable while working in it, so it tries each OU by primary key. Afterwards the scope works in no OU.
CREATE OR REPLACE FUNCTION public.unit_of_lead(p_org text, p_lead text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  here text;
  found_in text;
BEGIN
  PERFORM set_config('app.unit_org_id', p_org, true);
  FOR here IN SELECT u.unit_id FROM public.org_units u WHERE u.org_id = p_org ORDER BY u.unit_id LOOP
    PERFORM set_config('app.unit_id', here, true);
    SELECT here INTO found_in
     WHERE EXISTS (SELECT FROM public.leads l WHERE l.org_id = p_org AND l.unit_id = here AND l.lead_id = p_lead)
        OR EXISTS (SELECT FROM public.lead_merges m WHERE m.org_id = p_org AND m.unit_id = here AND m.merged_id = p_lead);
    EXIT WHEN found_in IS NOT NULL;
  END LOOP;
  PERFORM set_config('app.unit_org_id', '', true), set_config('app.unit_id', '', true);
  RETURN found_in;
END
$function$;
