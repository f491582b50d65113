CREATE TABLE "event_days" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"slot" smallint NOT NULL,
	"events" bigint NOT NULL,
	CONSTRAINT "event_days_pkey" PRIMARY KEY("org_id","unit_id","day","slot")
);
--> statement-breakpoint
ALTER TABLE "event_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"event_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"event_type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"metadata" json,
	CONSTRAINT "events_pkey" PRIMARY KEY("org_id","unit_id","lead_id","occurred_at","event_id")
) PARTITION BY RANGE ("occurred_at"); -- by hand: drizzle-kit has no word for partitions
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_event_counts" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"event_type" text NOT NULL,
	"events" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lead_event_counts_pkey" PRIMARY KEY("org_id","unit_id","lead_id","event_type")
);
--> statement-breakpoint
ALTER TABLE "lead_event_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ingest_request_leads" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"request_key" text NOT NULL,
	CONSTRAINT "ingest_request_leads_pkey" PRIMARY KEY("org_id","unit_id","lead_id","request_key")
);
--> statement-breakpoint
ALTER TABLE "ingest_request_leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ingest_requests" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"request_key" text NOT NULL,
	"body_hash" text NOT NULL,
	"items" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ingest_requests_pkey" PRIMARY KEY("org_id","unit_id","request_key"),
	CONSTRAINT "ingest_requests_hashes" CHECK (request_key ~ '^[0-9a-f]{64}$' and body_hash ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "ingest_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_aliases" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"alias_kind" text NOT NULL,
	"alias_key" text NOT NULL,
	"raw_value" text NOT NULL,
	"lead_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_aliases_pkey" PRIMARY KEY("org_id","unit_id","alias_kind","alias_key"),
	CONSTRAINT "lead_aliases_kind" CHECK (alias_kind in ('email', 'phone', 'external_id', 'cookie', 'social'))
);
--> statement-breakpoint
ALTER TABLE "lead_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_merges" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"merged_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_merges_pkey" PRIMARY KEY("org_id","unit_id","merged_id")
);
--> statement-breakpoint
ALTER TABLE "lead_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_tallies" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"leads" bigint NOT NULL,
	CONSTRAINT "lead_tallies_pkey" PRIMARY KEY("org_id","unit_id","slot")
);
--> statement-breakpoint
ALTER TABLE "lead_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leads" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"owner_name" text,
	"profile" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_event_at" timestamp (3) with time zone,
	"last_active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"score_changes" integer DEFAULT 0 NOT NULL,
	"search_key" text GENERATED ALWAYS AS ((replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(owner_name, ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(profile ->> 'name', ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')) || E'\n' || (replace(replace(replace(replace(translate(lower(regexp_replace(regexp_replace(normalize(coalesce(profile ->> 'company', ''), NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'))) STORED NOT NULL,
	CONSTRAINT "leads_pkey" PRIMARY KEY("org_id","unit_id","lead_id"),
	CONSTRAINT "leads_profile_is_object" CHECK (jsonb_typeof("leads"."profile") = 'object')
);
--> statement-breakpoint
ALTER TABLE "leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rules" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"ruleset_id" text NOT NULL,
	"kind" text NOT NULL,
	"event_type" text,
	"profile_field" text,
	"operator" text,
	"value" jsonb,
	"weight" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rules_pkey" PRIMARY KEY("org_id","unit_id","rule_id"),
	CONSTRAINT "rules_of_their_kind" CHECK (case kind when 'engagement' then event_type is not null and num_nonnulls(profile_field, operator, value) = 0
        else event_type is null and num_nulls(profile_field, operator, value) = 0 end),
	CONSTRAINT "rules_operator" CHECK (operator in ('equals', 'not_equals', 'contains', 'greater_than', 'less_than')),
	CONSTRAINT "rules_weight" CHECK (weight between -10000 and 10000)
);
--> statement-breakpoint
ALTER TABLE "rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rulesets" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"ruleset_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rulesets_pkey" PRIMARY KEY("org_id","unit_id","ruleset_id"),
	CONSTRAINT "rulesets_kind_key" UNIQUE("org_id","unit_id","ruleset_id","kind"),
	CONSTRAINT "rulesets_kind" CHECK (kind in ('engagement', 'profile')),
	CONSTRAINT "rulesets_name_length" CHECK (char_length("rulesets"."name") between 1 and 100),
	CONSTRAINT "rulesets_window" CHECK ("rulesets"."ends_at" > "rulesets"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "rulesets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_scores" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"generation" integer NOT NULL,
	"lead_id" text NOT NULL,
	"score" bigint NOT NULL,
	"engagement" bigint NOT NULL,
	"profile" bigint NOT NULL,
	CONSTRAINT "lead_scores_pkey" PRIMARY KEY("org_id","unit_id","generation","lead_id")
);
--> statement-breakpoint
ALTER TABLE "lead_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "score_points" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"lead_id" text NOT NULL,
	"place" smallint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"change" integer NOT NULL,
	"score" bigint NOT NULL,
	CONSTRAINT "score_points_pkey" PRIMARY KEY("org_id","unit_id","lead_id","place")
);
--> statement-breakpoint
ALTER TABLE "score_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring" (
	"org_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"activated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"newest_generation" integer DEFAULT 1 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"building" integer,
	"building_rules" jsonb,
	"building_after" text,
	"building_started_at" timestamp (3) with time zone,
	"leads_done" bigint DEFAULT 0 NOT NULL,
	"leads_total" bigint DEFAULT 0 NOT NULL,
	"previous" integer,
	"garbage" integer[] DEFAULT '{}' NOT NULL,
	"garbage_after" text DEFAULT '' NOT NULL,
	CONSTRAINT "scoring_pkey" PRIMARY KEY("org_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "scoring" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ingest_request_leads" ADD CONSTRAINT "ingest_request_leads_request" FOREIGN KEY ("org_id","unit_id","request_key") REFERENCES "public"."ingest_requests"("org_id","unit_id","request_key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_aliases" ADD CONSTRAINT "lead_aliases_lead" FOREIGN KEY ("org_id","unit_id","lead_id") REFERENCES "public"."leads"("org_id","unit_id","lead_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_merges" ADD CONSTRAINT "lead_merges_lead" FOREIGN KEY ("org_id","unit_id","lead_id") REFERENCES "public"."leads"("org_id","unit_id","lead_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_org_unit" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_ruleset" FOREIGN KEY ("org_id","unit_id","ruleset_id","kind") REFERENCES "public"."rulesets"("org_id","unit_id","ruleset_id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulesets" ADD CONSTRAINT "rulesets_org_unit" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."org_units"("org_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lead_event_counts_by_type" ON "lead_event_counts" USING btree ("org_id","unit_id","event_type","lead_id");--> statement-breakpoint
CREATE INDEX "ingest_request_leads_by_request" ON "ingest_request_leads" USING btree ("org_id","unit_id","request_key");--> statement-breakpoint
CREATE INDEX "ingest_requests_by_age" ON "ingest_requests" USING btree ("org_id","unit_id","created_at");--> statement-breakpoint
CREATE INDEX "lead_aliases_by_lead" ON "lead_aliases" USING btree ("org_id","unit_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_aliases_by_key" ON "lead_aliases" USING btree ("org_id","unit_id","alias_key" collate "C");--> statement-breakpoint
CREATE INDEX "lead_merges_by_lead" ON "lead_merges" USING btree ("org_id","unit_id","lead_id");--> statement-breakpoint
CREATE INDEX "leads_by_creation" ON "leads" USING btree ("org_id","unit_id","created_at","lead_id");--> statement-breakpoint
CREATE INDEX "leads_by_activity" ON "leads" USING btree ("org_id","unit_id","last_active_at","lead_id");--> statement-breakpoint
CREATE INDEX "rules_by_ruleset" ON "rules" USING btree ("org_id","unit_id","ruleset_id","created_at","rule_id");--> statement-breakpoint
CREATE INDEX "rulesets_by_creation" ON "rulesets" USING btree ("org_id","unit_id","created_at","ruleset_id");--> statement-breakpoint
CREATE INDEX "lead_scores_by_score" ON "lead_scores" USING btree ("org_id","unit_id","generation","score","lead_id");--> statement-breakpoint
CREATE INDEX "scoring_due" ON "scoring" USING btree ("due_at");--> statement-breakpoint
CREATE POLICY "event_days_read" ON "event_days" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "event_days_create" ON "event_days" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "event_days_change" ON "event_days" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "event_days_remove" ON "event_days" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "events_read" ON "events" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "events_create" ON "events" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "events_erase" ON "events" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_event_counts_read" ON "lead_event_counts" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_event_counts_create" ON "lead_event_counts" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_event_counts_change" ON "lead_event_counts" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_event_counts_remove" ON "lead_event_counts" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_read" ON "ingest_request_leads" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_create" ON "ingest_request_leads" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_change" ON "ingest_request_leads" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_request_leads_remove" ON "ingest_request_leads" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_requests_read" ON "ingest_requests" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "ingest_requests_create" ON "ingest_requests" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_requests_change" ON "ingest_requests" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "ingest_requests_remove" ON "ingest_requests" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_aliases_read" ON "lead_aliases" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_aliases_create" ON "lead_aliases" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_aliases_change" ON "lead_aliases" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_aliases_remove" ON "lead_aliases" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_merges_read" ON "lead_merges" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_merges_create" ON "lead_merges" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_merges_change" ON "lead_merges" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_merges_remove" ON "lead_merges" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_tallies_read" ON "lead_tallies" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_tallies_create" ON "lead_tallies" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_tallies_change" ON "lead_tallies" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_tallies_remove" ON "lead_tallies" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "leads_read" ON "leads" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "leads_create" ON "leads" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "leads_change" ON "leads" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "leads_remove" ON "leads" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rules_read" ON "rules" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "rules_create" ON "rules" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rules_change" ON "rules" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rules_remove" ON "rules" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rulesets_read" ON "rulesets" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "rulesets_create" ON "rulesets" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rulesets_change" ON "rulesets" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "rulesets_remove" ON "rulesets" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_scores_read" ON "lead_scores" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "lead_scores_create" ON "lead_scores" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_scores_change" ON "lead_scores" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "lead_scores_remove" ON "lead_scores" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "score_points_read" ON "score_points" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "score_points_create" ON "score_points" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "score_points_change" ON "score_points" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "score_points_remove" ON "score_points" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_read" ON "scoring" AS PERMISSIVE FOR SELECT TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])));--> statement-breakpoint
CREATE POLICY "scoring_create" ON "scoring" AS PERMISSIVE FOR INSERT TO public WITH CHECK (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_change" ON "scoring" AS PERMISSIVE FOR UPDATE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_remove" ON "scoring" AS PERMISSIVE FOR DELETE TO public USING (org_id = (select nullif(current_setting('app.unit_org_id', true), '')) and unit_id = (select (select nullif(current_setting('app.unit_id', true), '')) where (select nullif(current_setting('app.org_role', true), '')) = 'admin' or (select nullif(current_setting('app.unit_id', true), '')) = any((select string_to_array(nullif(current_setting('app.unit_ids', true), ''), ','))::text[])) and (select nullif(current_setting('app.unit_role', true), '')) in ('editor', 'admin'));--> statement-breakpoint
CREATE POLICY "scoring_waiting" ON "scoring" AS PERMISSIVE FOR SELECT TO public USING ((due_at <= now() or building is not null or garbage <> '{}')
        and (select nullif(current_setting('app.scoring_runner', true), '')) is not null);