-- Keeps member_tallies when members are added, removed, or change their role or status.
CREATE OR REPLACE FUNCTION public.tally_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM public.tally_member(OLD.org_id, OLD.role, OLD.status, -1), public.tally_member(NEW.org_id, NEW.role, NEW.status, 1);
  ELSE
    PERFORM public.tally_member(c.org_id, c.role, c.status, (CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END)::int)
      FROM changed c GROUP BY c.org_id, c.role, c.status;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_added AFTER INSERT ON public.members REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_moved AFTER UPDATE ON public.members FOR EACH ROW WHEN (((old.role IS DISTINCT FROM new.role) OR (old.status IS DISTINCT FROM new.status))) EXECUTE FUNCTION tally_members();

CREATE OR REPLACE TRIGGER members_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_members();
