-- Adds what one process has let through since its last report to the buckets and counts of all processes.
--   p_reports  [{n, org, hash, kind, cost, begun, requests, refused}]: hash is '' for an organization's own bucket, cost in
--              seconds, and begun how many seconds ago its requests began, because the bucket fills between them (default 0)
--   p_most     how many seconds a bucket may be busy at most, so that one report after an outage locks nobody out
-- Returns for how many seconds from now each bucket is busy. Locks rows in order, so that parallel reports queue.
CREATE OR REPLACE FUNCTION public.report_rates(p_reports json, p_most double precision)
 RETURNS TABLE(n integer, busy_seconds double precision)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
DECLARE
  moment timestamptz := clock_timestamp();
  until timestamptz := moment + make_interval(secs => p_most);
  org_ids text[] := array(SELECT DISTINCT r.org FROM json_to_recordset(p_reports) AS r (org text));
BEGIN
  PERFORM set_config('app.rate_org_ids', array_to_string(org_ids, ','), true);
  RETURN QUERY
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(p_reports) AS r (n integer, org text, hash text, kind text, cost double precision,
          begun double precision, requests integer, refused integer)
       ORDER BY r.org, r.hash, r.kind),
    counted AS (
      INSERT INTO public.rate_usage AS u (org_id, minute, credential_hash, kind, requests, refused)
        SELECT r.org, date_trunc('minute', moment), r.hash, r.kind, r.requests, r.refused FROM given r
        ON CONFLICT (org_id, minute, credential_hash, kind)
          DO UPDATE SET requests = u.requests + excluded.requests, refused = u.refused + excluded.refused),
    charged AS (
      INSERT INTO public.rate_buckets AS b (org_id, credential_hash, kind, busy_until, added_seconds)
        SELECT r.org, r.hash, r.kind, least(moment + make_interval(secs => r.cost - coalesce(r.begun, 0)), until), r.cost FROM given r
        ON CONFLICT (org_id, credential_hash, kind) DO UPDATE
          SET added_seconds = excluded.added_seconds,
              busy_until = least(until,
                greatest(b.busy_until + make_interval(secs => excluded.added_seconds), excluded.busy_until))
        RETURNING b.org_id, b.credential_hash, b.kind, b.busy_until)
    SELECT r.n, greatest(extract(epoch FROM c.busy_until - moment)::double precision, 0)
      FROM charged c JOIN given r ON r.org = c.org_id AND r.hash = c.credential_hash AND r.kind = c.kind;
  IF random() < 0.02 THEN -- often enough for what gathers in an hour
    DELETE FROM public.rate_usage u WHERE u.org_id = ANY (org_ids) AND u.minute < moment - interval '61 minutes';
    DELETE FROM public.rate_buckets b WHERE (b.org_id, b.credential_hash, b.kind) IN (
      SELECT old.org_id, old.credential_hash, old.kind FROM public.rate_buckets old
       WHERE old.org_id = ANY (org_ids) AND old.busy_until < moment - interval '1 minute' FOR UPDATE SKIP LOCKED);
  END IF;
END
$function$;
