import type { Metadata } from "next";
import { readPage } from "@/app/(dashboard)/read-page";
import { withPageSize } from "@/app/(dashboard)/table-cookie";
import { AuditFilters } from "@/components/audit-log/audit-filters";
import { AUDIT_PATH, type AuditListState } from "@/components/audit-log/audit-list-state";
import { EntriesResult } from "@/components/audit-log/entries-result";
import { VerifiedNote } from "@/components/audit-log/verified-note";
import { Exports } from "@/components/data-table/exports";
import { FilteredList } from "@/components/data-table/filtered-list";
import { listHref } from "@/components/data-table/list-href";
import { PageHeader } from "@/components/ui/page-header";
import { pageShownEntries } from "@/domain/audit-log/list-entries";
import { auditedUnits, mayEraseMember, readsWholeAuditLog } from "@/domain/audit-log/policy";
import { findAuditTree } from "@/domain/audit-log/read-tree";
import { auditLogQuery } from "@/domain/audit-log/schema";
import { pageOrgUnits } from "@/domain/org-units/list-org-units";
import { numberText } from "@/lib/number-text";

export const metadata: Metadata = { title: "Audit log" };

const UNITS = 200;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const NAMED = 5;

/** Says whose entries are shown. */
function reachWords(isWhole: boolean, unitNames: string[]): string {
  if (isWhole) return "Who changed what, when, and from where. Nobody can change or delete an entry.";
  const own = "what you did and what was done to you";
  if (unitNames.length === 0) return `You see ${own}. Org admins see every entry.`;
  const more = unitNames.length - NAMED;
  const names = `${unitNames.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${numberText(more)} more` : ""}`;
  return `You see the entries of the org units that you are admin of (${names}), and ${own}. Org admins see every entry.`;
}

export default function AuditPage({ searchParams }: Props) {
  return readPage(async ({ tx, actor }) => {
    const address = await searchParams;
    const { cursor, limit, ...query } = auditLogQuery(address);
    const sized = await withPageSize({ ...query, cursor, limit });
    const isWhole = readsWholeAuditLog(actor);
    const [page, tree, listed] = await Promise.all([
      pageShownEntries(tx, actor, sized),
      isWhole ? findAuditTree(tx, actor) : null,
      pageOrgUnits(tx, actor, { limit: UNITS }),
    ]);
    const audited = new Set(auditedUnits(actor));
    const units = listed.items.parse().filter(({ unit_id: id }) => isWhole || audited.has(id));
    const day = (name: "since" | "until") => query[name] && ([address[name]].flat()[0] ?? "").slice(0, 10);
    const { search, action, unit_id, actor: by, target } = query;
    const state: AuditListState = {
      search,
      action,
      unit_id,
      since: day("since"),
      until: day("until"),
      actor: by,
      target,
    };
    const values = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, value ?? ""]));
    const kept = { limit: limit?.toString() };
    const unitNames = Object.fromEntries(units.map(({ unit_id: id, name }) => [id, name]));
    return (
      <>
        <PageHeader
          title="Audit log"
          description={reachWords(isWhole, Object.values(unitNames))}
          actions={
            isWhole && (
              <Exports
                formats={["csv", "jsonl"]}
                hrefOf={(format) => listHref("/audit-log/export", { format, ...query })}
              />
            )
          }
        />
        {isWhole && <VerifiedNote tree={tree} />}
        <FilteredList
          path={AUDIT_PATH}
          label="Filter entries"
          values={values}
          kept={kept}
          fields={<AuditFilters state={state} units={units} today={new Date().toISOString().slice(0, 10)} />}
        >
          <EntriesResult
            page={{ ...page, entries: page.items.parse() }}
            state={{ ...state, ...kept }}
            size={sized.limit}
            isPaged={cursor !== undefined}
            unitNames={unitNames}
            mayErase={mayEraseMember(actor)}
          />
        </FilteredList>
      </>
    );
  });
}
