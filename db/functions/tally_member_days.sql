-- Keeps member_days when members are added, choose their first password, or are removed. Whoever is added without a password
-- of their own is invited. An operator who moves or deletes an organization moves or deletes its days too.
CREATE OR REPLACE FUNCTION public.tally_member_days()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF nullif(current_setting('app.operated_org_id', true), '') IS NOT NULL THEN
    RETURN NULL;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO public.member_days AS d (org_id, day, slot, added, removed, invited, accepted)
      SELECT c.org_id, (c.created_at AT TIME ZONE 'UTC')::date, public.tally_slot(c.org_id), count(*), 0,
             count(*) FILTER (WHERE c.accepted_at IS NULL), 0
        FROM changed c GROUP BY 1, 2
    ON CONFLICT (org_id, day, slot) DO UPDATE SET added = d.added + excluded.added, invited = d.invited + excluded.invited;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO public.member_days AS d (org_id, day, slot, added, removed, invited, accepted)
      SELECT m.org_id, m.day, public.tally_slot(m.org_id), 0, 0, 0, m.more
        FROM (SELECT c.org_id, (c.accepted_at AT TIME ZONE 'UTC')::date AS day, sum(c.more)::int AS more
                FROM (SELECT b.org_id, b.accepted_at, -1 AS more FROM before b WHERE b.accepted_at IS NOT NULL
                      UNION ALL SELECT a.org_id, a.accepted_at, 1 FROM changed a WHERE a.accepted_at IS NOT NULL) c
               GROUP BY 1, 2) m
       WHERE m.more <> 0
    ON CONFLICT (org_id, day, slot) DO UPDATE SET accepted = d.accepted + excluded.accepted;
  ELSE
    INSERT INTO public.member_days AS d (org_id, day, slot, added, removed, invited, accepted)
      SELECT c.org_id, (now() AT TIME ZONE 'UTC')::date, public.tally_slot(c.org_id), 0, count(*), 0, 0
        FROM changed c GROUP BY 1
    ON CONFLICT (org_id, day, slot) DO UPDATE SET removed = d.removed + excluded.removed;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER member_days_added AFTER INSERT ON public.members REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_member_days();

CREATE OR REPLACE TRIGGER member_days_moved AFTER UPDATE ON public.members REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_member_days();

CREATE OR REPLACE TRIGGER member_days_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_member_days();
