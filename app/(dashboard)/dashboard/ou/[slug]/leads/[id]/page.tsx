import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { pageAddress, type ReadTx, readUnitPage, type UnitScope } from "@/app/(dashboard)/read-page";
import { UnitFrame } from "@/app/(dashboard)/unit-page";
import { EditLead } from "@/components/leads/edit-lead";
import { EraseLead } from "@/components/leads/erase-lead";
import { Aliases, Profile } from "@/components/leads/known-of-lead";
import { LeadFacts } from "@/components/leads/lead-facts";
import { leadTitle } from "@/components/leads/lead-name";
import { ScoreExplained } from "@/components/leads/score-explained";
import { ScoreHistory } from "@/components/leads/score-history";
import { Timeline } from "@/components/leads/timeline";
import { inOtherUnit } from "@/components/shell/unit-pages";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { scopedReader, scopedUnit, unitReader } from "@/domain/access/reader";
import { findUnitOfLead } from "@/domain/leads/find-unit-of-lead";
import { readNamedLead } from "@/domain/leads/operations";
import { mayWriteLeads } from "@/domain/leads/policy";
import { LeadParams, leadContent } from "@/domain/leads/schema";
import { explainScore, readScoreHistory } from "@/domain/scores/operations";
import type { ScoreExplanation } from "@/domain/scores/schema";
import { nullFor } from "@/lib/errors";

type Props = { params: Promise<{ slug: string; id: string }> };

const readAll = cache(async (slug: string, rawId: string) => {
  const id = LeadParams.parse({ leadID: rawId }).leadID;
  return readUnitPage(slug, present, (tx) => readAhead(tx, id));
});
const readOf = async ({ params }: Props) => {
  const { slug, id } = await params;
  return readAll(slug, id);
};

/** The lead with everything its page shows, or the slug of the OU it is in if that is another one. */
const readAhead = (tx: ReadTx, id: string) =>
  Promise.all([
    Promise.all([
      readNamedLead(tx, unitReader, scopedUnit, id),
      explainScore(tx, unitReader, scopedUnit, id),
      readScoreHistory(tx, unitReader, scopedUnit, id),
    ]).catch(nullFor("lead_not_found")),
    findUnitOfLead(tx, scopedReader, id), // the last, because it leaves the active OU
  ]);

async function present({
  actor,
  unit,
  name,
  ahead: [read, elsewhere],
}: UnitScope<Awaited<ReturnType<typeof readAhead>>>) {
  if (!read) return elsewhere ? redirect(inOtherUnit(await pageAddress(), elsewhere)) : notFound();
  const [found, explanation, history] = read;
  const lead = found.parse();
  const title = leadTitle(lead.lead_id, lead.names);
  return { actor, unit, name, lead, explanation: explanation.parse(), points: history.parse().history, title };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readOf(props))?.title ?? "Lead" };
}

export default async function LeadPage(props: Props) {
  const read = await readOf(props);
  return <UnitFrame title={read?.title ?? "Lead"} found={read && { unit: read.unit, page: view(read) }} />;
}

/** Points per event type, by the rules behind the current score. */
function pointsByType({ rules }: ScoreExplanation): Record<string, number> {
  const points: Record<string, number> = {};
  for (const { event_type: type, weight } of rules) if (type) points[type] = (points[type] ?? 0) + weight;
  return points;
}

function view(read: NonNullable<Awaited<ReturnType<typeof readAll>>>) {
  const { actor, unit, name, lead, explanation, points, title } = read;
  const mayWrite = mayWriteLeads(actor, {}, unit);
  return (
    <>
      <PageHeader
        title={title}
        description={`A lead of ${name}.`}
        actions={mayWrite && <EditLead lead={{ ...lead }} />}
      />
      <LeadFacts lead={lead} />
      <div className="grid gap-x-10 lg:grid-cols-2">
        <div className="min-w-0">
          <PageSection id="explained" title="Score explained">
            <ScoreExplained explanation={explanation} />
          </PageSection>
        </div>
        <div className="min-w-0">
          <PageSection id="history" title="Score over time">
            <ScoreHistory points={points} now={Date.now()} />
          </PageSection>
          <PageSection id="aliases" title="Aliases">
            <Aliases aliases={lead.aliases} />
          </PageSection>
          <PageSection id="profile" title="Profile">
            <Profile profile={lead.profile} />
          </PageSection>
        </div>
      </div>
      <PageSection id="timeline" title="Timeline" note={lead.events.length === 50 && "The latest 50 events."}>
        <Timeline events={lead.events} pointsOf={pointsByType(explanation)} />
      </PageSection>
      {mayWrite && (
        <PageSection id="erasure" title="Erasure">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 max-w-prose text-muted">Removes the person from {name} with all their events.</p>
            <EraseLead leadId={lead.lead_id} title={title} unitName={name} seen={leadContent(lead)} />
          </div>
        </PageSection>
      )}
    </>
  );
}
