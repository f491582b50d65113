SET LOCAL check_function_bodies = off;--> statement-breakpoint
-- Adds the addresses of new members to sign_in_addresses. The table's foreign key does the rest.
CREATE OR REPLACE FUNCTION public.note_sign_in_addresses()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO public.sign_in_addresses (org_id, email_key, org_member_id)
    SELECT made.org_id, made.email_key, made.org_member_id FROM made;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER members_sign_in_addresses AFTER INSERT ON public.members REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION note_sign_in_addresses();--> statement-breakpoint
DROP FUNCTION "sign_in_accounts";--> statement-breakpoint
-- The accounts of an e-mail address, one per organization, whatever their status, with the password hash to verify and whether
-- the account knows the device that asks. Names each organization to the policies while it reads there.
CREATE OR REPLACE FUNCTION public.sign_in_accounts(presented_key text, presented_device text)
 RETURNS TABLE(org_id text, org_member_id text, role text, status text, email text, password_hash text, knows_device boolean)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  found record;
BEGIN
  PERFORM set_config('app.sign_in_email', presented_key, true), set_config('app.device_hash', presented_device, true);
  FOR found IN SELECT a.org_id, a.org_member_id FROM public.sign_in_addresses a
                WHERE a.email_key = presented_key ORDER BY a.org_id COLLATE "C" LOOP
    PERFORM set_config('app.org_id', found.org_id, true);
    RETURN QUERY SELECT m.org_id, m.org_member_id, m.role, m.status, m.email, m.password_hash,
        EXISTS (SELECT FROM public.devices d WHERE d.org_id = m.org_id AND d.org_member_id = m.org_member_id
                   AND d.device_hash = presented_device)
      FROM public.members m WHERE m.org_id = found.org_id AND m.org_member_id = found.org_member_id;
  END LOOP;
  PERFORM set_config('app.org_id', '', true);
END
$function$;--> statement-breakpoint
-- Adds p_more to the organization's number of members with that role and status. A transaction changes one row only, that of
-- its connection, so changes in different orders never wait for each other in a circle.
CREATE OR REPLACE FUNCTION public.tally_member(p_org text, p_role text, p_status text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.member_tallies AS t (org_id, slot, admins, editors, viewers, invited)
    VALUES (p_org, public.tally_slot(), (p_role = 'admin')::int * p_more, (p_role = 'editor')::int * p_more,
            (p_role = 'viewer')::int * p_more, (p_status = 'invited')::int * p_more)
  ON CONFLICT (org_id, slot) DO UPDATE SET admins = t.admins + excluded.admins, editors = t.editors + excluded.editors,
    viewers = t.viewers + excluded.viewers, invited = t.invited + excluded.invited
$function$;--> statement-breakpoint
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
