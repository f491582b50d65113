import { csvText } from "@/lib/csv-text";
import type { SealedEntry } from "./sealed-entry";

type Named = { id: string | null; name?: string | null };
type Content = {
  [field in "id" | "at" | "action" | "unit_id" | "change_set_id" | "request_id"]: string | null;
} & { actor: Named & { kind: string }; credential: (Named & { kind: string }) | null } & {
  target: Named & { type: string };
  changes: unknown[];
};
type Origin = { name?: string; ip?: string; user_agent?: string };
type Target = { name?: string; changes?: unknown[] };

function recordOf({ entry, values }: SealedEntry): Record<string, string | null | undefined>[] {
  if (entry === null) return [];
  const { actor, credential, target, changes, ...rest } = JSON.parse(entry) as Content;
  const partOf = (part: string) => JSON.parse(values[part]?.value ?? "{}");
  const [origin, subject]: [Origin, Target] = [partOf("origin"), partOf("target")];
  const record = {
    id: rest.id,
    at: rest.at,
    action: rest.action,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: origin.name ?? actor.name,
    credential_kind: credential?.kind,
    credential_id: credential?.id,
    unit_id: rest.unit_id,
    target_type: target.type,
    target_id: target.id,
    target_name: subject.name ?? target.name,
    changes: JSON.stringify([...(subject.changes ?? []), ...changes]),
    change_set_id: rest.change_set_id,
    request_id: rest.request_id,
    ip: origin.ip,
    user_agent: origin.user_agent,
  };
  return [record];
}

const columns =
  "id at action actor_kind actor_id actor_name credential_kind credential_id unit_id target_type target_id target_name changes change_set_id request_id ip user_agent".split(
    " ",
  );

/** Entries as CSV, one per line; `header` adds the first line. */
export const auditCsv = (entries: readonly SealedEntry[], header: boolean): string =>
  csvText(entries.flatMap(recordOf), columns, header);
