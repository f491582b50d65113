-- The OU of a slug, among those that the scope's member reaches: the one that has it now, else the last one that gave it up.
-- Null if there is none. One beyond their reach does not count, so the answer says nothing about it.
CREATE OR REPLACE FUNCTION public.unit_of_slug(p_slug text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(
    (SELECT u.unit_id FROM public.org_units u
      WHERE u.org_id = nullif(current_setting('app.org_id', true), '') AND u.slug = p_slug),
    (SELECT f.unit_id FROM public.former_slugs f
      WHERE f.org_id = nullif(current_setting('app.org_id', true), '') AND f.slug = p_slug
      ORDER BY f.released_at DESC, f.unit_id LIMIT 1))
$function$;
