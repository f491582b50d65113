import postgres from "postgres";
import type { IngestEvent } from "@/domain/events/schema";
import { LEADS_ON_A_PAGE, leadKeyKinds } from "@/domain/leads/schema";
import { aliasKey } from "@/lib/alias-key";
import { tokenHash } from "@/lib/auth/token";
import { decodeCursor } from "@/lib/cursor";
import { newId } from "@/lib/ids";
import { INGEST, listText } from "./reference-sql";

type UnitKey = { orgId: string; unitId: string };

const FIRST_PAGE = listText(false);
const DEEP_PAGE = listText(true);

/** The measured operations with as little as possible: one prepared statement each, no row-level security, no validation. */
export function createLeadsReference(url: string, poolSize: number) {
  const sql = postgres(url, { max: poolSize });
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

    /** Stores events about people who are known by one e-mail address each. */
    async ingest({ orgId, unitId }: UnitKey, body: IngestEvent | IngestEvent[]): Promise<unknown> {
      const people = new Map<string, number>();
      const now = new Date().toISOString();
      const rows = (Array.isArray(body) ? body : [body]).map(({ event_type: type, timestamp, metadata, aliases }) => {
        const [alias] = aliases ?? [];
        const { key } = aliasKey(alias as NonNullable<typeof alias>);
        const person = people.get(key) ?? people.size + 1;
        people.set(key, person);
        return { person, id: newId("evt"), type, at: timestamp ?? now, metadata };
      });
      const persons = [...people].map(([key, person]) => ({ person, key, id: newId("lead") }));
      const found = await sql.unsafe<{ person: number; lead_id: string }[]>(
        INGEST,
        [orgId, unitId, JSON.stringify(persons), JSON.stringify(rows)],
        { prepare: true },
      );
      const leadOf = new Map(found.map((row) => [row.person, row.lead_id]));
      const results = rows.map(({ id, person }) => ({ status: 202, event_id: id, lead_id: leadOf.get(person) }));
      if (Array.isArray(body)) return { results };
      return { event_id: results[0]?.event_id, lead_id: results[0]?.lead_id };
    },

    /** A page of leads as JSON text, made by Postgres. */
    async list({ orgId, unitId }: UnitKey, cursor: string | null): Promise<string> {
      const key = cursor === null ? [] : decodeCursor(cursor, "-score", leadKeyKinds("-score")).key;
      const text = cursor === null ? FIRST_PAGE : DEEP_PAGE;
      const [row] = await sql.unsafe<{ json: string; total: string }[]>(text, [orgId, unitId, ...key], {
        prepare: true,
      });
      return `{"leads":${row?.json},"total":${row?.total},"page":1,"limit":${LEADS_ON_A_PAGE}}`;
    },
  };
}
