-- The position in a lead's history of its p_change-th score: the history is a ring of the last 200.
CREATE OR REPLACE FUNCTION public.ring_position(p_change integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT ((p_change - 1) % 200)::smallint $function$;
