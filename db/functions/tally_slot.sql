-- The row, of 16 that add up to a total, that this connection counts in, so that parallel ingests seldom wait for one row.
CREATE OR REPLACE FUNCTION public.tally_slot()
 RETURNS smallint
 LANGUAGE sql
 STABLE
AS $function$ SELECT (pg_backend_pid() % 16)::smallint $function$;
