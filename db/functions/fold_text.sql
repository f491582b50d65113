-- A text as searches compare it: the rule of db/search.ts, as a function, for fold_lead.
CREATE OR REPLACE FUNCTION public.fold_text(p_text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(
    normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')),
    'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
$function$;
