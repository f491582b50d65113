import type { Metadata } from "next";
import type { ReactNode } from "react";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { ApiUse } from "@/components/overview/api-use";
import { FigureLink } from "@/components/overview/figure-link";
import { MembersPerUnit } from "@/components/overview/members-per-unit";
import { NewestMembers } from "@/components/overview/newest-members";
import { RoleMix } from "@/components/overview/role-mix";
import { ACTIVE_OU, unitPath } from "@/components/shell/unit-pages";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { maySeeApiUse } from "@/domain/api-use/policy";
import { readApiUse } from "@/domain/api-use/read-api-use";
import { readOverview } from "@/domain/members/read-overview";
import { EXPIRING_DAYS, NO_UNIT } from "@/domain/members/schema";
import { areRatesLimited } from "@/lib/rates";

export const metadata: Metadata = { title: "Overview" };

export default function OverviewPage() {
  return readPage(async ({ actor, ahead: [overview, use] }) => {
    const { members, roles, invited, units, newest, expiring, without_unit: withoutUnit } = overview;
    const seesAll = actor.orgRole === "admin";
    const apiUse = maySeeApiUse(actor) ? use : null;
    return (
      <>
        <PageHeader
          title="Overview"
          description={seesAll ? "Who is in the organization, and where." : "The organization, and your org units."}
          actions={
            <Link href={unitPath(ACTIVE_OU)} className={buttonStyle()}>
              Active org unit
            </Link>
          }
        />
        <div className="grid grid-cols-2 gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
          <FigureLink label="Members" value={members} href={MEMBERS_PATH} />
          <FigureLink
            label={seesAll ? "Org units" : "Your org units"}
            value={units.length}
            href="/dashboard/org-units"
          />
          <FigureLink label="Org admins" value={roles.admin} href={listHref(MEMBERS_PATH, { role: "admin" })} />
          {seesAll && (
            <FigureLink label="Invited" value={invited} href={listHref(MEMBERS_PATH, { status: "invited" })} />
          )}
          {withoutUnit !== null && (
            <FigureLink label="No org unit" value={withoutUnit} href={listHref(MEMBERS_PATH, { unit_id: NO_UNIT })} />
          )}
          {expiring > 0 && (
            <FigureLink
              label="Grants ending soon"
              value={expiring}
              href={listHref(MEMBERS_PATH, { expiring: "true" })}
              note={`Within ${EXPIRING_DAYS} days`}
            />
          )}
        </div>
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
        <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <Section id="units" title={seesAll ? "Members per org unit" : "Members of your org units"}>
            <MembersPerUnit units={units} />
          </Section>
          <div className="space-y-8">
            <Section id="roles" title="Org roles">
              <RoleMix counts={roles} total={members} />
            </Section>
            <Section
              id="newest"
              title="Newest members"
              more={<Link href={listHref(MEMBERS_PATH, { sort: "-created_at" })}>All, newest first</Link>}
            >
              <NewestMembers newest={newest} />
            </Section>
          </div>
          {apiUse && (
            <Section id="api" title="API use">
              <ApiUse use={apiUse} />
            </Section>
          )}
        </div>
      </>
    );
  }, readAhead);
}

const readAhead = (tx: ReadTx) =>
  Promise.all([readOverview(tx, scopedReader), areRatesLimited() ? readApiUse(tx, scopedReader) : null]);

type SectionProps = { id: string; title: string; more?: ReactNode; children: ReactNode };

function Section({ id, title, more, children }: SectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="min-w-0">
      <div className="mb-1 flex items-baseline justify-between gap-4">
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {title}
        </h2>
        {more}
      </div>
      {children}
    </section>
  );
}
