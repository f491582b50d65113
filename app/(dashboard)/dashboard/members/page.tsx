import { FilePen, ListPlus, UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { orgAdmins } from "@/app/(dashboard)/org-admins";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { FilteredList } from "@/components/data-table/filtered-list";
import { AddMember } from "@/components/members/add-member";
import { MemberFilters } from "@/components/members/member-filters";
import { INVITE_PATH, MEMBERS_PATH, UPDATE_PATH } from "@/components/members/member-list-state";
import type { Powers } from "@/components/members/member-ops";
import { memberSortChoices } from "@/components/members/member-sorts";
import { MembersResult, UnitOutOfReach } from "@/components/members/members-result";
import { stateOfQuery } from "@/components/members/state-of-query";
import { SavedViews } from "@/components/saved-views/saved-views";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { mayChangeMembers } from "@/domain/access-changes/policy";
import { pageListedMembers } from "@/domain/members/list-members";
import { mayCreateMember } from "@/domain/members/policy";
import { memberListQuery, NO_UNIT } from "@/domain/members/schema";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { mayGrantAccess } from "@/domain/ou-memberships/policy";
import { listViews } from "@/domain/saved-views/operations";
import { mailProvider } from "@/lib/env";
import { nullFor } from "@/lib/errors";

export const metadata: Metadata = { title: "Members" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MembersPage({ searchParams }: Props) {
  const query = memberListQuery(await searchParams);
  const [sized, choices] = [await withPageSize(query), await readTableChoices("members")];
  const ahead = (tx: ReadTx) =>
    Promise.all([
      pageListedMembers(tx, scopedReader, sized).catch(nullFor("org_unit_not_found")),
      listOrgUnits(tx, scopedReader),
      listViews(tx, scopedReader),
    ]);
  return readPage(async ({ tx, actor, ahead: [page, unitList, views] }) => {
    const helpers = page ? [] : await orgAdmins(tx, actor);
    const units = unitList.parse().map(({ unit_id, name, is_default }) => ({ unit_id, name, is_default }));
    const mayCreate = mayCreateMember(actor);
    const seesEveryUnit = actor.orgRole === "admin";
    const state = stateOfQuery(query);
    const powers: Powers = {
      members: mayChangeMembers(actor),
      units: units.filter(({ unit_id: id }) => mayGrantAccess(actor, { id })),
    };
    const values = {
      search: state.search ?? "",
      role: state.role ?? "",
      status: state.status ?? "",
      unit_id: state.unit_id ?? "",
      expiring: state.expiring ?? "",
      sort: state.sort ?? "",
    };
    return (
      <>
        <PageHeader
          title="Members"
          description="Everyone in the organization, and the org units they have access to."
          actions={
            mayCreate && (
              <>
                <Link href={UPDATE_PATH} className={buttonStyle()}>
                  <FilePen aria-hidden size={15} />
                  Update from a list
                </Link>
                <Link href={INVITE_PATH} className={buttonStyle()}>
                  <ListPlus aria-hidden size={15} />
                  Invite many
                </Link>
                <AddMember units={units} mailIsSent={mailProvider() !== "local"}>
                  <UserPlus aria-hidden size={15} />
                  Add member
                </AddMember>
              </>
            )
          }
        />
        <SavedViews views={views.parse()} state={state} />
        <FilteredList
          path={MEMBERS_PATH}
          label="Filter members"
          values={values}
          kept={{ limit: state.limit }}
          fields={
            <MemberFilters
              values={values}
              sorts={memberSortChoices}
              units={units}
              withoutUnit={seesEveryUnit ? NO_UNIT : undefined}
            />
          }
        >
          {page ? (
            <MembersResult
              page={page}
              state={state}
              size={sized.limit}
              choices={choices}
              cursor={query.cursor}
              mayCreate={mayCreate}
              seesEveryUnit={seesEveryUnit}
              powers={powers}
              selfId={actor.memberId}
              unitNameOf={(id) => units.find((unit) => unit.unit_id === id)?.name ?? "none"}
            />
          ) : (
            <UnitOutOfReach helpers={helpers} />
          )}
        </FilteredList>
      </>
    );
  }, ahead);
}
