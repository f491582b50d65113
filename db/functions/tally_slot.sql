-- The row of a total of an OU or organization, of 16 that add up to it, that this transaction counts in: one that no other
-- transaction holds, so that parallel changes do not wait for each other. The lowest free one, so that a total has few rows; if
-- all are held it waits for one, and only a transaction that holds none does. So take it before you lock any row that is counted.
CREATE OR REPLACE FUNCTION public.tally_slot(p_of text)
 RETURNS smallint
 LANGUAGE plpgsql
AS $function$
DECLARE
  slot integer;
BEGIN
  FOR n IN 0 .. 15 LOOP
    IF pg_try_advisory_xact_lock(hashtext(p_of), n) THEN
      RETURN n;
    END IF;
  END LOOP;
  slot := pg_backend_pid() % 16;
  PERFORM pg_advisory_xact_lock(hashtext(p_of), slot);
  RETURN slot;
END
$function$;
