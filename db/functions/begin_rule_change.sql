-- The first statement of every change to an OU's rules. Locks the OU's row in "scoring" until the transaction ends, making it
-- if there is none, so that changes to one OU's rules happen one after the other.
CREATE OR REPLACE FUNCTION public.begin_rule_change(p_org text, p_unit text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.scoring (org_id, unit_id) VALUES (p_org, p_unit) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM public.scoring s WHERE s.org_id = p_org AND s.unit_id = p_unit FOR UPDATE;
END
$function$;
