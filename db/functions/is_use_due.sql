-- Whether a credential's use has to be noted, given when it was last: once a minute is precise enough.
CREATE OR REPLACE FUNCTION public.is_use_due(p_last timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT p_last IS NULL OR p_last < now() - interval '1 minute' $function$;
