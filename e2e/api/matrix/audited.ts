import type { Answer } from "@/e2e/api-client";
import { expect } from "@/e2e/fixtures";
import type { Entry, Request } from "@/e2e/matrix";
import { database } from "@/e2e/seed";
import { auditedOperations } from "@/testing/audited-operations";

/** A request and its answer. */
export type Asked = { who: string; request: Request; answer: Answer<unknown> };

type Written = { action: string; change_set_id: string | null; request_id: string };

const SECRET = /lv_pat_\w{36}|lv_cs_\w{36}|lnk_\w+|whsec_|\$argon2/;

/** How many entries an answer stands for: one, or in a batch one a person. */
function wanted({ id }: Entry, { answer }: Asked): number {
  if (answer.status >= 300 || !auditedOperations[id]) return 0;
  if (id === "reauthenticate") return 0; // of a token, which has no password to confirm
  const done = { inviteMembers: "invited", updateMembers: "updated", resendInvitations: "sent" }[id];
  return done ? (answer.json as { result: string }[]).filter(({ result }) => result === done).length : 1;
}

/** What is wrong with a request's entries. */
function faultsOf(entry: Entry, asked: Asked, entries: Written[]): string[] {
  const { who, request, answer } = asked;
  const at = `${who}: ${entry.method} ${request.path} answered ${answer.status}`;
  const number = wanted(entry, asked);
  const actions = auditedOperations[entry.id] ?? [];
  const sets = new Set(entries.map((one) => one.change_set_id));
  return [
    ...(entries.length === number ? [] : [`${at} and left ${entries.length} entries, not ${number}`]),
    ...entries.filter(({ action }) => !actions.includes(action)).map(({ action }) => `${at} and left ${action}`),
    ...(/^(invite|resend)\w+s$/.test(entry.id) && number > 0 && (sets.size > 1 || sets.has(null))
      ? [`${at}: no change set`]
      : []),
  ];
}

/**
 * Checks the audit log of these organizations: each success of a write has left the entries that it has to, each naming the
 * answer's X-Request-Id, and each refusal and read none; no entry holds a secret (contract §8).
 */
export async function checkAudit(entry: Entry, asked: readonly Asked[], orgIds: string[]): Promise<void> {
  const rows = await database()`
    select e.content, coalesce((select string_agg(v.value, ' ') from audit_values v
             where v.org_id = e.org_id and v.entry_id = e.entry_id), '') as values
      from audit_entries e where e.org_id = any(${orgIds})`;
  const entries = rows.map(({ content }) => JSON.parse(content) as Written);
  const faults = asked.flatMap((one) => {
    const requestId = one.answer.headers.get("x-request-id");
    return faultsOf(
      entry,
      one,
      entries.filter((written) => written.request_id === requestId),
    );
  });
  expect(faults).toEqual([]);
  const given = asked.flatMap(({ request: { body = {} } }) =>
    Object.entries(body as object).flatMap(([name, value]) => (/password/.test(name) ? [String(value)] : [])),
  );
  const text = rows.map(({ content, values }) => `${content} ${values}`).join("\n");
  expect(text).not.toMatch(SECRET);
  for (const secret of new Set(given)) expect(text).not.toContain(secret);
}
