-- Keeps the number of messages, by member in member_counts and in all in member_tallies, and of members who have any. Takes locks
-- in the order of tally_memberships.
CREATE OR REPLACE FUNCTION public.tally_messages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  each integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
BEGIN
  PERFORM public.tally_slot(c.org_id) FROM (SELECT DISTINCT o.org_id FROM changed o) c;
  WITH counted AS (
    INSERT INTO public.member_counts AS k (org_id, org_member_id, is_admin, messages)
      SELECT c.org_id, c.org_member_id, coalesce((SELECT m.role = 'admin' FROM public.members m
               WHERE m.org_id = c.org_id AND m.org_member_id = c.org_member_id), false), each * count(*)
        FROM changed c GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (org_id, org_member_id) DO UPDATE SET messages = k.messages + excluded.messages
    RETURNING k.org_id, k.org_member_id, k.messages
  )
  INSERT INTO public.member_tallies AS t (org_id, slot, messages, mailed)
    SELECT p.org_id, public.tally_slot(p.org_id), sum(p.more), sum((p.now > 0)::int - (p.now - p.more > 0)::int)
      FROM (SELECT u.org_id, u.org_member_id, sum(u.now) AS now, sum(u.more) AS more
              FROM (SELECT k.org_id, k.org_member_id, k.messages AS now, 0 AS more FROM counted k
                    UNION ALL SELECT c.org_id, c.org_member_id, 0, each FROM changed c) u
             GROUP BY 1, 2) p
     GROUP BY 1
  ON CONFLICT (org_id, slot) DO UPDATE SET messages = t.messages + excluded.messages, mailed = t.mailed + excluded.mailed;
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.member_counts k USING changed c
     WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id AND k.memberships = 0 AND k.messages = 0;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER messages_added AFTER INSERT ON public.messages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_messages();

CREATE OR REPLACE TRIGGER messages_removed AFTER DELETE ON public.messages REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_messages();
