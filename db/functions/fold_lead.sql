-- Keeps a lead's search_key. A trigger rather than a generated column, because Postgres 18 parses such a column's expression
-- again for each updated row, and every event updates a lead.
CREATE OR REPLACE FUNCTION public.fold_lead()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.search_key := public.fold_text(coalesce(NEW.owner_name, '')) || E'\n' || public.fold_text(coalesce(NEW.profile ->> 'name', ''))
    || E'\n' || public.fold_text(coalesce(NEW.profile ->> 'company', ''));
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER leads_folded BEFORE INSERT OR UPDATE OF owner_name, profile ON public.leads FOR EACH ROW EXECUTE FUNCTION fold_lead();
