-- Whose link this is, what it is for, and its state ('live', 'used', 'revoked', 'expired'), given the id of a link whose code
-- has been verified. The scope then reaches that link and nothing else.
CREATE OR REPLACE FUNCTION public.presented_link(presented_id text)
 RETURNS TABLE(org_id text, org_member_id text, kind text, email text, state text, expires_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.link_id', presented_id, true);
  RETURN QUERY SELECT l.org_id, l.org_member_id, l.kind, l.email,
      CASE WHEN l.used_at IS NOT NULL THEN 'used' WHEN l.revoked_at IS NOT NULL THEN 'revoked'
           WHEN l.expires_at <= now() THEN 'expired' ELSE 'live' END, l.expires_at
    FROM public.account_links l WHERE l.link_id = presented_id;
END
$function$;
