import type { Metadata } from "next";
import type { ReadTx, UnitScope } from "@/app/(dashboard)/read-page";
import { UnitPage } from "@/app/(dashboard)/unit-page";
import { ScoreDistribution } from "@/components/leads/score-distribution";
import { TopLeads } from "@/components/leads/top-leads";
import { unitPath } from "@/components/shell/unit-pages";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { EventsPerDay } from "@/components/units/events-per-day";
import { UnitLink } from "@/components/units/unit-link";
import { scopedUnit, unitReader } from "@/domain/access/reader";
import { readUnitHome } from "@/domain/leads/read-unit-home";
import { countText } from "@/lib/number-text";

const title = "Unit home";
export const metadata: Metadata = { title };

type Props = { params: Promise<{ slug: string }> };

export default function UnitHomePage({ params }: Props) {
  return (
    <UnitPage title={title} params={params} ahead={readHome}>
      {home}
    </UnitPage>
  );
}

const readHome = (tx: ReadTx) => readUnitHome(tx, unitReader, scopedUnit);

async function home({ unit, name, ahead }: UnitScope<Awaited<ReturnType<typeof readHome>>>) {
  const { leads, days, distribution, top } = ahead;
  const counted = countText(leads, "lead");
  return (
    <>
      <PageHeader
        title={name}
        description={
          leads === 0 ? "The active org unit at a glance." : `${counted}: what they do and how warm they are.`
        }
        actions={
          <Link href={`/dashboard/org-units/${unit.unitId}`} className={buttonStyle()}>
            Who has access
          </Link>
        }
      />
      {leads === 0 ? (
        <EmptyState title="Nothing has happened here yet">
          Connect a program that sends events under{" "}
          <UnitLink to="/integrations" className="underline">
            Integrations
          </UnitLink>
          . The{" "}
          <UnitLink to="/rules" className="underline">
            rules
          </UnitLink>{" "}
          decide what events are worth.
        </EmptyState>
      ) : (
        <div className="-mt-4 grid gap-x-10 lg:grid-cols-2">
          <div className="min-w-0">
            <PageSection id="events" title="Events per day">
              <EventsPerDay days={days} />
            </PageSection>
            <PageSection id="scores" title="Scores">
              <ScoreDistribution steps={distribution} path={unitPath(unit.slug, "/leads")} />
            </PageSection>
          </div>
          <PageSection id="top" title="Top leads" actions={<UnitLink to="/leads">All leads</UnitLink>}>
            <TopLeads leads={top} />
          </PageSection>
        </div>
      )}
    </>
  );
}
