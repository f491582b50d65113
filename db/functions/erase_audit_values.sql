-- Deletes the personal values of p_subject, a member or a lead, from the audit log of the scope's organization (contract §8).
-- The entries and their tree stay whole, because they have only salted hashes of the values.
CREATE OR REPLACE FUNCTION public.erase_audit_values(p_subject text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := public.scope_organization();
BEGIN
  PERFORM set_config('app.erased_subject_id', p_subject, true);
  DELETE FROM public.audit_values v WHERE v.org_id = org AND v.subject_id = p_subject;
  PERFORM set_config('app.erased_subject_id', '', true);
END
$function$;
