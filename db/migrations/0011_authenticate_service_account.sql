ALTER TABLE "service_accounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Client id and secret -> service account, in one round trip, as authenticate_token does it and under the same rules. The
-- secret's hash finds the row, so a client id that nobody has costs what a known one with a wrong secret costs.
CREATE FUNCTION "authenticate_service_account"("presented_client" text, "presented_hash" text)
RETURNS TABLE ("org_id" text, "unit_id" text, "secret_id" text)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER
AS $$
#variable_conflict use_column
DECLARE
  account record;
BEGIN
  PERFORM set_config('app.secret_hash', presented_hash, true);
  SELECT s.org_id, s.unit_id, s.secret_id, s.last_used_at INTO account
    FROM public.service_accounts s
   WHERE s.secret_hash = presented_hash AND s.client_id = presented_client;
  IF NOT FOUND THEN RETURN; END IF;

  IF account.last_used_at IS NULL OR account.last_used_at < now() - interval '1 minute' THEN
    UPDATE public.service_accounts s SET last_used_at = now()
     WHERE s.secret_hash = presented_hash AND s.client_id = presented_client
       AND (s.last_used_at IS NULL OR s.last_used_at < now() - interval '1 minute');
  END IF;

  RETURN QUERY SELECT account.org_id, account.unit_id, account.secret_id;
END
$$;
