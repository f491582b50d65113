import { PgDialect } from "drizzle-orm/pg-core";
import postgres from "postgres";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { serviceAccountFromRow } from "@/domain/access/mint";
import { groupEvents } from "@/domain/events/group-events";
import type { IngestEvent } from "@/domain/events/schema";
import { listStatement } from "@/domain/leads/list-leads";
import { LEADS_ON_A_PAGE, leadKeyKinds } from "@/domain/leads/schema";
import { tokenHash } from "@/lib/auth/token";
import { decodeCursor } from "@/lib/cursor";
import { newId } from "@/lib/ids";

type UnitKey = { orgId: string; unitId: string };
type Taken = { n: number; event_id: string; lead_id: string };

/** The product's own statement for the list, made once, and how to fill in a caller's values. */
function listTemplate(isDeep: boolean) {
  const marks = { orgId: "@org", unitId: "@unit", score: "@score", leadId: "@lead" };
  const actor = serviceAccountFromRow({ org_id: marks.orgId, unit_id: marks.unitId, secret_id: "", scopes: [] });
  const unit = { unitId: marks.unitId, role: "viewer" } as ActiveUnit;
  const cursor = isDeep ? { way: "after" as const, key: [marks.score, marks.leadId] } : undefined;
  const { sql: text, params } = new PgDialect().sqlToQuery(
    listStatement(actor, unit, {}, "-score", LEADS_ON_A_PAGE, 1, cursor),
  );
  return {
    text,
    fill(values: Record<keyof typeof marks, string>): never[] {
      const byMark = new Map<unknown, string>(
        Object.entries(marks).map(([name, mark]) => [mark, values[name as keyof typeof marks]]),
      );
      return params.map((param) => byMark.get(param) ?? param) as never[];
    },
  };
}

/**
 * The measured operations: the product's own SQL with as little as possible around it. Prepared statements, no row-level
 * security, transaction or validation. It groups a batch's events, because the statement takes them grouped.
 */
export function createLeadsReference(url: string, poolSize: number) {
  const sql = postgres(url, { max: poolSize });
  const firstPage = listTemplate(false);
  const deepPage = listTemplate(true);
  return {
    /** The organization of an org admin's token, and the OU if the organization has it. */
    async authenticate(token: string, unitId: string): Promise<UnitKey | undefined> {
      const [row] = await sql<{ org_id: string }[]>`
        select t.org_id from personal_access_tokens t
          join members m using (org_id, org_member_id)
          join org_units u on u.org_id = t.org_id and u.unit_id = ${unitId}
         where t.token_hash = ${tokenHash(token)} and (t.expires_at is null or t.expires_at > now()) and m.role = 'admin'`;
      return row && { orgId: row.org_id, unitId };
    },

    async ingest({ orgId, unitId }: UnitKey, body: IngestEvent | IngestEvent[]): Promise<unknown> {
      const events = Array.isArray(body) ? body : [body];
      const { groupOf, count, aliases, named } = groupEvents(events);
      const now = new Date().toISOString();
      const rows = events.map(({ event_type: type, timestamp: at = now, metadata }, n) => {
        return { n, g: groupOf[n], id: newId("evt"), type, at, metadata };
      });
      const leads = Array.from({ length: count }, () => newId("lead"));
      const [row] = await sql<{ answer: string }[]>`
        select ingest_events(${orgId}, ${unitId}, array(select json_array_elements_text(${JSON.stringify(leads)}::text::json)),
          ${JSON.stringify(named)}::text::json, ${JSON.stringify(aliases)}::text::json, ${JSON.stringify(rows)}::text::json,
          ${null}, ${null}, false)::text as answer`;
      const { items } = JSON.parse(row?.answer ?? "") as { items: Taken[] };
      const results = items.map(({ event_id, lead_id }) => ({ status: 202, event_id, lead_id }));
      if (Array.isArray(body)) return { results };
      return { event_id: results[0]?.event_id, lead_id: results[0]?.lead_id };
    },

    /** A page of leads as JSON text, made by Postgres. */
    async list(unit: UnitKey, cursor: string | null): Promise<string> {
      const key = cursor === null ? [] : decodeCursor(cursor, "-score", leadKeyKinds("-score")).key;
      const { text, fill } = cursor === null ? firstPage : deepPage;
      const [score = "", leadId = ""] = key;
      const [row] = await sql.unsafe<{ json: string; total: string }[]>(text, fill({ ...unit, score, leadId }), {
        prepare: true,
      });
      return `{"leads":${row?.json},"total":${row?.total},"page":1,"limit":${LEADS_ON_A_PAGE}}`;
    },
  };
}
