import type { ReactNode } from "react";
import { CHANGES_PATH } from "@/components/access-changes/change-paths";
import { listHref } from "@/components/data-table/list-href";
import { PlainTable } from "@/components/data-table/plain-table";
import { EraseMember } from "@/components/members/erase-member";
import { Link } from "@/components/ui/link";
import type { ShownEntry } from "@/domain/audit-log/schema";
import { deviceOf } from "@/lib/device";
import { AUDIT_PATH, type AuditListState } from "./audit-list-state";
import { actorWords, fieldName, valueText } from "./audit-words";

/** Everything that an entry says besides its sentence, and links to others like it. */
export function EntryDetails({ entry, mayErase }: { entry: ShownEntry; mayErase: boolean }) {
  const { actor, target, credential, ip, user_agent, unit_id, unit_name, request_id, change_set_id } = entry;
  return (
    <div className="mb-3 ml-6 space-y-3 border-line border-l pl-3 text-sm">
      {entry.changes.length > 0 && <Changes changes={entry.changes} />}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Row term="Action">{entry.action}</Row>
        <Row term="Actor">{actor.id ?? actor.kind}</Row>
        <Row term="Target">{target.id}</Row>
        {unit_id && <Row term="Org unit">{unit_name ? `${unit_name} (${unit_id})` : unit_id}</Row>}
        {credential && <Row term="Credential">{`${credential.kind} ${credential.id}`}</Row>}
        {ip && <Row term="Address">{ip}</Row>}
        {user_agent && <Row term="Device">{deviceOf(user_agent)}</Row>}
        {request_id && <Row term="Request">{request_id}</Row>}
        {change_set_id && (
          <Row term="Change">
            <Link href={`${CHANGES_PATH}/${change_set_id}`} className="underline">
              {change_set_id}
            </Link>
          </Row>
        )}
        <Row term="Entry">{entry.id}</Row>
      </dl>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {actor.id && <Only by={{ actor: actor.id }}>{`Only what ${actorWords(entry)} did`}</Only>}
        <Only by={{ target: target.id }}>{`Only what was done to ${target.name ?? target.id}`}</Only>
        {unit_id && <Only by={{ unit_id }}>{`Only ${unit_name ?? unit_id}`}</Only>}
      </p>
      {mayErase && entry.action === "member.removed" && target.name !== null && (
        <EraseMember member={{ org_member_id: target.id, name: target.name }} focusAfterId="content" />
      )}
    </div>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="break-all">{children}</dd>
    </>
  );
}

function Only({ by, children }: { by: AuditListState; children: string }) {
  return (
    <Link href={listHref(AUDIT_PATH, by)} className="inline-block min-h-6 wrap-anywhere underline">
      {children}
    </Link>
  );
}

const headings = [{ label: "Field" }, { label: "Before" }, { label: "After" }];

function Changes({ changes }: Pick<ShownEntry, "changes">) {
  return (
    <PlainTable caption="What changed" headings={headings}>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-line border-b align-top">
            <th scope="row" className="py-1 pr-4 font-normal">
              {fieldName(field)}
            </th>
            <td className="py-1 pr-4 wrap-anywhere text-muted">{valueText(before)}</td>
            <td className="py-1 wrap-anywhere">{valueText(after)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
