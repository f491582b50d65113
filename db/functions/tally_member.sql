-- Adds p_more to the organization's number of members with that role and status. A transaction changes one row only, that of
-- its slot, so changes in different orders never wait for each other in a circle.
CREATE OR REPLACE FUNCTION public.tally_member(p_org text, p_role text, p_status text, p_more integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO public.member_tallies AS t (org_id, slot, admins, editors, viewers, invited)
    VALUES (p_org, public.tally_slot(p_org), (p_role = 'admin')::int * p_more, (p_role = 'editor')::int * p_more,
            (p_role = 'viewer')::int * p_more, (p_status = 'invited')::int * p_more)
  ON CONFLICT (org_id, slot) DO UPDATE SET admins = t.admins + excluded.admins, editors = t.editors + excluded.editors,
    viewers = t.viewers + excluded.viewers, invited = t.invited + excluded.invited
$function$;
