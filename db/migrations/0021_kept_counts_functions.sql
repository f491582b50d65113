SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- What the organization's tallies still count of memberships that have expired but are still stored: for each OU what to subtract
-- from unit_tallies, and in a row without an OU the members to subtract from with_access. Few or none: a job removes them each minute.
CREATE OR REPLACE FUNCTION public.expired_memberships(p_org text)
 RETURNS TABLE(unit_id text, members integer, admins integer, org_admins integer)
 LANGUAGE plpgsql
 STABLE ROWS 1
AS $function$
#variable_conflict use_column
DECLARE
  former text := current_setting('app.ends_memberships', true);
BEGIN
  PERFORM set_config('app.ends_memberships', 'on', true);
  IF EXISTS (SELECT FROM public.ou_memberships m WHERE m.org_id = p_org AND m.expires_at <= now()) THEN
    RETURN QUERY
      SELECT m.unit_id, count(*)::int, (count(*) FILTER (WHERE m.role = 'admin'))::int, (count(*) FILTER (WHERE k.is_admin))::int
        FROM public.ou_memberships m JOIN public.member_counts k USING (org_id, org_member_id)
       WHERE m.org_id = p_org AND m.expires_at <= now() GROUP BY 1
      UNION ALL
      SELECT NULL, count(*)::int, 0, 0
        FROM (SELECT m.org_member_id, count(*) AS number FROM public.ou_memberships m
               WHERE m.org_id = p_org AND m.expires_at <= now() GROUP BY 1) e
        JOIN public.member_counts k ON k.org_id = p_org AND k.org_member_id = e.org_member_id
       WHERE NOT k.is_admin AND k.memberships = e.number;
  END IF;
  PERFORM set_config('app.ends_memberships', coalesce(former, ''), true);
END
$function$;--> statement-breakpoint
-- Keeps what is counted of members as org admins (is_admin of member_counts, with_access of member_tallies, org_admins of
-- unit_tallies) when members become org admins or stop being one. Expired memberships count until they are removed, so it sees them.
-- A removed member's row of member_counts is deleted with the last membership or message, which are removed after the member,
-- or here if there are none. Takes locks in the order of tally_memberships.
CREATE OR REPLACE FUNCTION public.tally_admins()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  turned json;
  former text := current_setting('app.ends_memberships', true);
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.member_counts k USING changed c WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id
       AND k.memberships = 0 AND k.messages = 0;
    RETURN NULL;
  END IF;
  SELECT json_agg(t) INTO turned FROM (
    SELECT c.org_id, c.org_member_id, sum(c.more) AS more
      FROM (SELECT b.org_id, b.org_member_id, -1 AS more FROM before b WHERE b.role = 'admin'
            UNION ALL SELECT a.org_id, a.org_member_id, 1 FROM changed a WHERE a.role = 'admin') c
     GROUP BY 1, 2 HAVING sum(c.more) <> 0 ORDER BY 1, 2) t;
  IF turned IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM public.tally_slot(c.org_id) FROM (
    SELECT DISTINCT t.org_id FROM json_to_recordset(turned) AS t (org_id text)) c;
  WITH noted AS (
    INSERT INTO public.member_counts AS k (org_id, org_member_id, is_admin)
      SELECT t.org_id, t.org_member_id, t.more > 0 FROM json_to_recordset(turned) AS t (org_id text, org_member_id text, more int)
    ON CONFLICT (org_id, org_member_id) DO UPDATE SET is_admin = excluded.is_admin
    RETURNING k.org_id, k.is_admin, k.memberships
  )
  INSERT INTO public.member_tallies AS t (org_id, slot, with_access)
    SELECT n.org_id, public.tally_slot(n.org_id), sum(CASE WHEN n.is_admin THEN -1 ELSE 1 END)
      FROM noted n WHERE n.memberships > 0 GROUP BY 1
  ON CONFLICT (org_id, slot) DO UPDATE SET with_access = t.with_access + excluded.with_access;
  PERFORM set_config('app.ends_memberships', 'on', true);
  INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, org_admins)
    SELECT m.org_id, m.unit_id, public.tally_slot(m.org_id), sum(c.more)
      FROM json_to_recordset(turned) AS c (org_id text, org_member_id text, more int)
      JOIN public.ou_memberships m ON m.org_id = c.org_id AND m.org_member_id = c.org_member_id GROUP BY 1, 2
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET org_admins = t.org_admins + excluded.org_admins;
  PERFORM set_config('app.ends_memberships', coalesce(former, ''), true);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_admins_moved AFTER UPDATE ON public.members REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_admins();

CREATE OR REPLACE TRIGGER members_admins_removed AFTER DELETE ON public.members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_admins();--> statement-breakpoint
-- Keeps member_counts, unit_tallies and with_access of member_tallies when memberships are added, end, or change their role.
-- Takes the organization's slot first, then the members in the order of their IDs, so parallel changes never deadlock.
-- No query joins the changed rows to another list of that length, because its plan is kept and was made for one row.
CREATE OR REPLACE FUNCTION public.tally_memberships()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  each integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, admins)
      SELECT m.org_id, m.unit_id, public.tally_slot(m.org_id), m.more
        FROM (SELECT c.org_id, c.unit_id, sum(c.more)::int AS more
                FROM (SELECT b.org_id, b.unit_id, -1 AS more FROM before b WHERE b.role = 'admin'
                      UNION ALL SELECT a.org_id, a.unit_id, 1 FROM changed a WHERE a.role = 'admin') c
               GROUP BY 1, 2) m
       WHERE m.more <> 0
    ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET admins = t.admins + excluded.admins;
    RETURN NULL;
  ELSIF NOT EXISTS (SELECT FROM changed) THEN
    RETURN NULL;
  END IF;
  PERFORM public.tally_slot(c.org_id) FROM (SELECT DISTINCT o.org_id FROM changed o) c;
  WITH counted AS (
    INSERT INTO public.member_counts AS k (org_id, org_member_id, is_admin, memberships)
      SELECT c.org_id, c.org_member_id, coalesce((SELECT m.role = 'admin' FROM public.members m
               WHERE m.org_id = c.org_id AND m.org_member_id = c.org_member_id), false), each * count(*)
        FROM changed c GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (org_id, org_member_id) DO UPDATE SET memberships = k.memberships + excluded.memberships
    RETURNING k.org_id, k.org_member_id, k.is_admin, k.memberships
  )
  INSERT INTO public.member_tallies AS t (org_id, slot, with_access)
    SELECT p.org_id, public.tally_slot(p.org_id), sum((p.now > 0)::int - (p.now - p.more > 0)::int)
      FROM (SELECT u.org_id, u.org_member_id, bool_or(u.is_admin) AS is_admin, sum(u.now) AS now, sum(u.more) AS more
              FROM (SELECT k.org_id, k.org_member_id, k.is_admin, k.memberships AS now, 0 AS more FROM counted k
                    UNION ALL SELECT c.org_id, c.org_member_id, false, 0, each FROM changed c) u
             GROUP BY 1, 2) p
     WHERE NOT p.is_admin GROUP BY 1 HAVING sum((p.now > 0)::int - (p.now - p.more > 0)::int) <> 0
  ON CONFLICT (org_id, slot) DO UPDATE SET with_access = t.with_access + excluded.with_access;
  INSERT INTO public.unit_tallies AS t (org_id, unit_id, slot, members, admins, org_admins)
    SELECT c.org_id, c.unit_id, public.tally_slot(c.org_id), each * count(*), each * count(*) FILTER (WHERE c.role = 'admin'),
           each * count(*) FILTER (WHERE (SELECT k.is_admin FROM public.member_counts k
             WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id))
      FROM changed c GROUP BY 1, 2
  ON CONFLICT (org_id, unit_id, slot) DO UPDATE SET members = t.members + excluded.members,
    admins = t.admins + excluded.admins, org_admins = t.org_admins + excluded.org_admins;
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.member_counts k USING changed c
     WHERE k.org_id = c.org_id AND k.org_member_id = c.org_member_id AND k.memberships = 0 AND k.messages = 0;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER memberships_added AFTER INSERT ON public.ou_memberships REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();

CREATE OR REPLACE TRIGGER memberships_moved AFTER UPDATE ON public.ou_memberships REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();

CREATE OR REPLACE TRIGGER memberships_removed AFTER DELETE ON public.ou_memberships REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_memberships();--> statement-breakpoint
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

CREATE OR REPLACE TRIGGER messages_removed AFTER DELETE ON public.messages REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_messages();--> statement-breakpoint
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
