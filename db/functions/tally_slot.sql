-- The row of a total of an OU or organization, of 16 that add up to it, that this transaction counts in: one that no other
-- transaction holds, so that parallel ingests do not wait for each other.
CREATE OR REPLACE FUNCTION public.tally_slot(p_of text)
 RETURNS smallint
 LANGUAGE plpgsql
AS $function$
DECLARE
  slot integer;
BEGIN
  FOR n IN 0 .. 15 LOOP
    slot := (pg_backend_pid() + n) % 16;
    EXIT WHEN pg_try_advisory_xact_lock(hashtext(p_of), slot);
  END LOOP;
  RETURN slot;
END
$function$;
