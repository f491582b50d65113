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

CREATE OR REPLACE TRIGGER members_sign_in_addresses AFTER INSERT ON public.members REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION note_sign_in_addresses();
