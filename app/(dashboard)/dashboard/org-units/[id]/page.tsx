import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { AuditSection } from "@/components/audit-log/audit-section";
import { FilteredList } from "@/components/data-table/filtered-list";
import { AccessFilters } from "@/components/org-units/access-filters";
import { AccessResult } from "@/components/org-units/access-result";
import { MakeActive } from "@/components/org-units/active-unit";
import { GrantAccess } from "@/components/org-units/grant-access";
import { NoDeletion } from "@/components/org-units/no-deletion";
import { RenameUnit } from "@/components/org-units/rename-unit";
import { UnitFacts } from "@/components/org-units/unit-facts";
import { UNITS_PATH } from "@/components/org-units/units-path";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { scopedReader } from "@/domain/access/reader";
import { readRecentEntries } from "@/domain/audit-log/list-entries";
import { readsAuditLogOfUnit } from "@/domain/audit-log/policy";
import { unitAccessQuery } from "@/domain/org-units/access-schema";
import { mayChangeOrgUnit } from "@/domain/org-units/policy";
import { readOrgUnitDetail } from "@/domain/org-units/read-org-unit-detail";
import { namedUnit, OrgUnitParams } from "@/domain/org-units/schema";
import { mayGrantAccess } from "@/domain/ou-memberships/policy";
import { nullFor } from "@/lib/errors";
import { MAY_EDIT } from "@/lib/roles";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const orNull = nullFor("org_unit_not_found");
const idOf = async (params: Props["params"]) => OrgUnitParams.parse(await params).id;

const readDetail = cache(async (id: string, address: string) => {
  const query = unitAccessQuery(JSON.parse(address));
  const sized = await withPageSize(query);
  const ahead = (tx: ReadTx) => readOrgUnitDetail(tx, scopedReader, id, sized).catch(orNull);
  return readPage(async ({ tx, actor, ahead: detail }) => {
    const entries = readsAuditLogOfUnit(actor, { id }) ? await readRecentEntries(tx, actor, { unitId: id }) : null;
    return { actor, query, size: sized.limit, entries, ...(detail ?? notFound()) };
  }, ahead);
});
const readOf = async ({ params, searchParams }: Props) =>
  readDetail(await idOf(params), JSON.stringify(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readOf(props)).unit.name };
}

export default async function OrgUnitPage(props: Props) {
  const { actor, query, size, unit, role, people, entries } = await readOf(props);
  const choices = await readTableChoices("access");
  const { search, role: roles, source, sort } = query;
  const limit = query.limit?.toString();
  const state = { search, role: roles && (roles.length > 1 ? MAY_EDIT : roles[0]), source, sort, limit };
  const id = unit.unit_id;
  const mayManage = mayGrantAccess(actor, { id });
  return (
    <>
      <PageHeader
        title={
          <>
            {unit.name} {unit.is_default && <Badge>Default</Badge>}
          </>
        }
        actions={
          <>
            <MakeActive unit={namedUnit(unit)} />
            {mayChangeOrgUnit(actor, { id }) && <RenameUnit unit={unit} />}
          </>
        }
      />
      <UnitFacts unit={unit} role={role} />
      <PageSection
        id="access"
        title="Who can do what here"
        note={
          !mayManage &&
          `You are ${role} here. Org admins and admins of this org unit can rename it and decide who has access.`
        }
        actions={mayManage && <GrantAccess unit={{ unit_id: unit.unit_id, name: unit.name }} />}
      >
        <FilteredList
          path={`${UNITS_PATH}/${unit.unit_id}`}
          label="Filter people with access"
          values={{ search: search ?? "", role: state.role ?? "", source: source ?? "", sort: sort ?? "" }}
          kept={{ limit }}
          fields={<AccessFilters state={state} />}
        >
          <AccessResult
            unit={{ unit_id: unit.unit_id, name: unit.name }}
            people={people}
            state={state}
            size={size}
            choices={choices}
            exported={{ role: roles, search, source, sort }}
            mayManage={mayManage}
            seesActivity={actor.orgRole === "admin"}
            selfId={actor.memberId}
          />
        </FilteredList>
      </PageSection>
      {entries && <AuditSection entries={entries} state={{ unit_id: id }} />}
      <NoDeletion mayRetire={mayManage} />
    </>
  );
}
