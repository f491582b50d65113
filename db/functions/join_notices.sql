-- Adds notices to combined ones that still wait for the same member (domain/mail/combine-notices.ts), and returns the messages
-- that took one. p_notices are objects with message_id, member_id and notice; p_most is how many a message has at most: then
-- its oldest is dropped and counted. The time is read after the row is locked, and the worker also locks it before reading
-- the mail. Names each message to the policies while it works.
CREATE OR REPLACE FUNCTION public.join_notices(p_notices json, p_most integer)
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
DECLARE
  org text := current_setting('app.org_id', true);
  one record;
  moment timestamptz;
BEGIN
  FOR one IN SELECT * FROM json_to_recordset(p_notices) AS n (message_id text, member_id text, notice jsonb)
              ORDER BY message_id COLLATE "C" LOOP
    PERFORM set_config('app.message_id', one.message_id, true);
    PERFORM 1 FROM public.messages m WHERE m.org_id = org AND m.message_id = one.message_id FOR UPDATE;
    moment := clock_timestamp();
    RETURN QUERY UPDATE public.messages m SET facts = m.facts || CASE WHEN jsonb_array_length(m.facts -> 'notices') >= p_most
        THEN jsonb_build_object('notices', (m.facts -> 'notices') - 0 || one.notice, 'left_out', (m.facts ->> 'left_out')::int + 1)
        ELSE jsonb_build_object('notices', (m.facts -> 'notices') || one.notice) END
       WHERE m.org_id = org AND m.message_id = one.message_id AND m.org_member_id = one.member_id
         AND m.status = 'queued' AND m.leaves_at > moment
      RETURNING m.message_id;
  END LOOP;
  PERFORM set_config('app.message_id', '', true);
END
$function$;
