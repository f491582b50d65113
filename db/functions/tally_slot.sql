-- The row of a total in an OU, of 16 that add up to it, that this transaction counts in until it ends: one that no other
-- transaction holds, so that parallel ingests do not wait for each other.
CREATE OR REPLACE FUNCTION public.tally_slot(p_unit text)
 RETURNS smallint
 LANGUAGE plpgsql
AS $function$
DECLARE
  slot integer;
BEGIN
  FOR n IN 0 .. 15 LOOP
    slot := (pg_backend_pid() + n) % 16;
    EXIT WHEN pg_try_advisory_xact_lock(hashtext(p_unit), slot);
  END LOOP;
  RETURN slot;
END
$function$;
