import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { CHANGES_PATH } from "@/components/access-changes/change-paths";
import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { ApiUse } from "@/components/overview/api-use";
import { AttentionList } from "@/components/overview/attention-list";
import { EndingAccess } from "@/components/overview/ending-access";
import { InvitationsOverTime } from "@/components/overview/invitations-over-time";
import { LastChanges } from "@/components/overview/last-changes";
import { MemberGrowth } from "@/components/overview/member-growth";
import { NewestMembers } from "@/components/overview/newest-members";
import { RoleMix } from "@/components/overview/role-mix";
import { Totals } from "@/components/overview/totals";
import { UnitsBySize } from "@/components/overview/units-by-size";
import { ACTIVE_OU, unitPath } from "@/components/shell/unit-pages";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { scopedReader } from "@/domain/access/reader";
import { maySeeApiUse } from "@/domain/api-use/policy";
import { readApiUse } from "@/domain/api-use/read-api-use";
import { readOverview } from "@/domain/overview/read-overview";
import { areRatesLimited } from "@/lib/rates";

export const metadata: Metadata = { title: "Overview" };

export default function OverviewPage() {
  return readPage(async ({ actor, ahead: [overview, use] }) => {
    const { members, roles, invited, units, days, newest, changes } = overview;
    const seesAll = actor.orgRole === "admin";
    const apiUse = maySeeApiUse(actor) ? use : null;
    return (
      <>
        <PageHeader
          title="Overview"
          description={seesAll ? "Who is in the organization, and where." : "The organization, and your org units."}
          actions={
            <Link href={unitPath(ACTIVE_OU)} className={buttonStyle()}>
              Unit home
            </Link>
          }
        />
        <Totals overview={overview} seesAll={seesAll} />
        {members === 1 && (
          <div className="mt-6">
            <EmptyState title="You are the only member so far">
              <Link href={MEMBERS_PATH} className="underline">
                Add the first member
              </Link>{" "}
              and choose their org units.
            </EmptyState>
          </div>
        )}
        {seesAll && members > 1 && (
          <PageSection id="attention" title="Needs attention">
            <AttentionList {...overview} />
          </PageSection>
        )}
        <div className="grid gap-x-10 lg:grid-cols-2">
          <PageSection id="growth" title="Members over time">
            <MemberGrowth days={days} />
          </PageSection>
          <PageSection id="invitations" title="Invitations">
            <InvitationsOverTime days={days} waiting={invited} />
          </PageSection>
          <PageSection id="units" title={seesAll ? "Org units by size" : "Members of your org units"}>
            <UnitsBySize units={units} members={members} />
          </PageSection>
          <div className="min-w-0">
            <PageSection id="roles" title="Org roles">
              <RoleMix counts={roles} total={members} />
            </PageSection>
            <PageSection id="ending" title="Access that ends soon">
              <EndingAccess ending={overview.ending} all={overview.expiring} />
            </PageSection>
          </div>
          {seesAll && (
            <PageSection id="changes" title="Last changes of access" actions={<Link href={CHANGES_PATH}>All</Link>}>
              <LastChanges changes={changes} />
            </PageSection>
          )}
          <PageSection
            id="newest"
            title="Newest members"
            actions={<Link href={listHref(MEMBERS_PATH, { sort: "-created_at" })}>All, newest first</Link>}
          >
            <NewestMembers newest={newest} />
          </PageSection>
          {apiUse && (
            <div className="lg:col-span-2">
              <PageSection id="api" title="API use">
                <ApiUse use={apiUse} />
              </PageSection>
            </div>
          )}
        </div>
      </>
    );
  }, readAhead);
}

const readAhead = (tx: ReadTx) =>
  Promise.all([readOverview(tx, scopedReader), areRatesLimited() ? readApiUse(tx, scopedReader) : null]);
