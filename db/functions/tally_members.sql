-- Keeps member_tallies when members are added, removed, or change their role or status, with one change of a row of it for
-- each role and status: a row that one transaction changes thousands of times gets slower and slower.
CREATE OR REPLACE FUNCTION public.tally_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM public.tally_member(m.org_id, m.role, m.status, m.more)
       FROM (SELECT c.org_id, c.role, c.status, sum(c.more)::int AS more
               FROM (SELECT b.org_id, b.role, b.status, -1 AS more FROM before b
                     UNION ALL SELECT a.org_id, a.role, a.status, 1 FROM changed a) c
              GROUP BY c.org_id, c.role, c.status) m
      WHERE m.more <> 0;
  ELSE
    PERFORM public.tally_member(c.org_id, c.role, c.status, (CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END)::int)
      FROM changed c GROUP BY c.org_id, c.role, c.status;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_added AFTER INSERT ON public.members REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_moved AFTER UPDATE ON public.members REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();
